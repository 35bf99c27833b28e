package stanchion.boot;

import java.nio.file.Path;
import java.util.Optional;

/// Makes the ports that a boot description names: the one place that knows every adapter.
///
/// An adapter that a charger does not name is never loaded.
final class Adapters {
    private final Path folder;

    /// @param folder where relative paths begin
    Adapters(Path folder) {
        this.folder = folder;
    }

    OneTimeProgrammable otp(Source source) throws Refused {
        if (source.is("file")) {
            return new OtpFile(path(source));
        }
        throw unknown("otp", source);
    }

    RollbackCounter counter(Source source) throws Refused {
        if (source.is("file")) {
            return new CounterFile(path(source));
        }
        throw unknown("counter", source);
    }

    /// Nothing for `none`.
    Optional<DeviceKey> deviceKey(Source source) throws Refused {
        if (source.is("none")) {
            return Optional.empty();
        }
        if (source.is("file")) {
            return Optional.of(new DeviceKeyFile(path(source)));
        }
        throw unknown("device-key", source);
    }

    private Path path(Source source) {
        return folder.resolve(source.words().getFirst());
    }

    private static Refused unknown(String key, Source source) {
        return new Refused(Refusal.BOOT_DESCRIPTION, key + " = " + source + ": no such adapter");
    }
}
