package stanchion.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A charger as its boot description names it; on a bench, one folder with everything in it.
///
/// @param folder where relative paths of the description begin
record Device(Path folder, BootDescription description) implements SlotJudge.Slots {
    static final int LONGEST_RESET_CAUSE = 64;

    /// A folder below that of the state.
    static final String NEXT_ROOTS = "roots";

    /// @throws Refused with `BOOT_DESCRIPTION` or `BENCH_ADAPTER`
    static Device open(Path folder, RunFolder.Place place) throws Refused {
        Device device = new Device(folder, BootDescription.in(folder));
        if (place == RunFolder.Place.ANYWHERE && device.profile() == Profile.PRODUCTION) {
            throw new Refused(Refusal.BENCH_ADAPTER, "--bench");
        }
        return device;
    }

    Host host() {
        Adapters adapters = new Adapters(folder);
        return new Host(
                adapters.otp(description.sources().otp()),
                new DirectoryFolder(folder.resolve(description.folders().trust())),
                adapters.counter(description.sources().counter()),
                new Host.Platform(
                        description.hardware(), System.getProperty("java.runtime.version", "")));
    }

    /// Roots that wait for a version signed under them to be confirmed.
    Folder nextRoots() {
        return new DirectoryFolder(state().resolve(NEXT_ROOTS));
    }

    Starts starts() {
        return new Starts(state());
    }

    private Path state() {
        return folder.resolve(description.folders().state());
    }

    /// Closes the OTP of a production charger to every writer until the next reset, where it can.
    ///
    /// @throws Refused with `OTP_LOCK`
    void lockOtp() throws Refused {
        if (profile() == Profile.PRODUCTION) {
            try {
                new Adapters(folder).otp(description.sources().otp()).lock();
            } catch (IOException open) {
                throw new Refused(Refusal.OTP_LOCK, Reason.of(open));
            }
        }
    }

    @Override
    public Folder slot(Slot slot) {
        return new DirectoryFolder(
                folder.resolve(description.folders().slots()).resolve(slot.name()));
    }

    /// The key for a purpose, derived from the device key; without one, from nothing: then a MAC
    /// still tells a torn record from a whole one, and no more.
    ///
    /// @throws Refused with `DEVICE_KEY_UNREADABLE`
    byte[] key(String purpose) throws Refused {
        Optional<DeviceKey> port =
                new Adapters(folder).deviceKey(description.sources().deviceKey());
        return DerivedKey.of(
                port.isPresent() ? secret(port.get()) : new byte[DeviceKey.BYTES], purpose);
    }

    private static byte[] secret(DeviceKey port) throws Refused {
        byte[] secret;
        try {
            secret = port.read();
        } catch (IOException unreadable) {
            throw new Refused(Refusal.DEVICE_KEY_UNREADABLE, Reason.of(unreadable));
        }
        if (secret.length != DeviceKey.BYTES) {
            throw new Refused(Refusal.DEVICE_KEY_UNREADABLE, secret.length + " bytes or more");
        }
        if (Arrays.equals(secret, new byte[DeviceKey.BYTES])) {
            throw new Refused(Refusal.DEVICE_KEY_UNREADABLE, "it is zero");
        }
        return secret;
    }

    SlotRecords records() throws Refused {
        return new SlotRecords(state(), key(DerivedKey.SLOT_RECORDS));
    }

    /// Why the processor was reset, as the kernel says it.
    Optional<String> resetCause() {
        Source source = description.sources().resetCause();
        if (source.is("none")) {
            return Optional.empty();
        }
        try {
            byte[] text =
                    PlainFile.read(folder.resolve(source.words().getFirst()), LONGEST_RESET_CAUSE);
            return Optional.of(new String(text, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException unreadable) {
            return Optional.of("unreadable");
        }
    }

    private Profile profile() {
        return description.profile();
    }
}
