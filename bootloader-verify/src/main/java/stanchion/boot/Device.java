package stanchion.boot;

import java.nio.file.Path;

/// A charger as its boot description names it; on a bench, one folder with everything in it.
///
/// @param folder where relative paths of the description begin
record Device(Path folder, BootDescription description) {
    /// @throws Refused with `BOOT_DESCRIPTION` or `BENCH_ADAPTER`
    static Device open(Path folder, RunFolder.Place place) throws Refused {
        Device device = new Device(folder, BootDescription.in(folder));
        if (place == RunFolder.Place.ANYWHERE && device.profile() == Profile.PRODUCTION) {
            throw new Refused(Refusal.BENCH_ADAPTER, "--bench");
        }
        return device;
    }

    /// @throws Refused when an adapter is not there
    Host host() throws Refused {
        Adapters adapters = new Adapters(folder);
        return new Host(
                adapters.otp(description.sources().otp()),
                new DirectoryFolder(folder.resolve(description.folders().trust())),
                adapters.counter(description.sources().counter()),
                new Host.Platform(
                        description.hardware(), System.getProperty("java.runtime.version", "")));
    }

    Folder slot(String name) {
        return new DirectoryFolder(folder.resolve(description.folders().slots()).resolve(name));
    }

    private Profile profile() {
        return description.profile();
    }
}
