package stanchion.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stanchion.bench.run.Setup.Ground;
import stanchion.gateway.owner.OwnerBook;
import stanchion.release.DeviceFolder;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// Gets a bench its charger: keys, certificates, OTP, signed slot.
final class Provision {
    private static final String ID = "bench-1";
    private static final String VERSION = "0.1.0";

    private Provision() {}

    private static Firmware firmware(Setup setup) throws ReleaseException {
        return switch (setup.ground()) {
            case Ground.Bench _ -> FirmwareBuild.collect(setup.home(), VERSION);
            case Ground.VirtualBoard(Path description) ->
                    FirmwareBuild.shipped(setup.home(), VERSION, description);
        };
    }

    /// The device folder asked for, or a new one.
    static Path device(Setup setup, Folders folders) {
        if (setup.device().isPresent()) {
            Path device = setup.device().get().toAbsolutePath();
            if (!Files.isDirectory(device.resolve("slots"))) {
                throw new BenchTrouble(
                        66, device + " is no device folder; make one: ./run device new DIR");
            }
            return device;
        }
        try {
            DeviceFolder.create(new DeviceFolder.Order(folders.device(), ID, firmware(setup)));
            label(new DeviceView(folders.device()));
            return folders.device();
        } catch (ReleaseException e) {
            throw new BenchTrouble(65, e.line(), e);
        }
    }

    private static void label(DeviceView device) {
        try {
            Files.writeString(device.label(), OwnerBook.provide(device.identity()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(device.label() + " cannot be written", e);
        }
    }
}
