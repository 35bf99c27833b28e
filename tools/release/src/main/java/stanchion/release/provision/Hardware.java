package stanchion.release.provision;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import stanchion.boot.Adapters;
import stanchion.boot.BootDescription;
import stanchion.boot.DeviceKey;
import stanchion.boot.OneTimeProgrammable;
import stanchion.boot.Source;
import stanchion.boot.TpmCounterWriter;
import stanchion.boot.Vcio;

/// What provisioning writes to: the reading and the writing side of what a boot description names.
///
/// @param key nothing where there is no device key, or it is a bench's file
record Hardware(
        OneTimeProgrammable otp, OtpRows rows, CounterSetup counter, Optional<KeySetup> key) {
    /// @param folder where relative paths of the description begin
    /// @param owner the password of the TPM's owner
    static Hardware of(Path folder, BootDescription.Sources sources, String owner) {
        Adapters adapters = new Adapters(folder);
        return new Hardware(
                adapters.otp(sources.otp()),
                rows(folder, sources.otp(), MailboxWriter.Rows.CUSTOMER),
                counter(folder, sources.counter(), owner),
                key(folder, sources.deviceKey(), adapters.deviceKey(sources.deviceKey())));
    }

    private static OtpRows rows(Path folder, Source source, MailboxWriter.Rows rows) {
        if (source.is("mailbox")) {
            return new MailboxWriter(new Vcio(Vcio.DEVICE), rows);
        }
        return new FileWriter(path(folder, source), source.is("nvmem") ? source.number(1) : 0);
    }

    private static CounterSetup counter(Path folder, Source source, String owner) {
        if (source.is("tpm")) {
            return new CounterSetup.Tpm(
                    new TpmCounterWriter(path(folder, source), (int) source.number(1)), owner);
        }
        return new CounterSetup.File(path(folder, source));
    }

    private static Optional<KeySetup> key(Path folder, Source source, Optional<DeviceKey> port) {
        if (port.isEmpty() || source.is("file")) {
            return Optional.empty();
        }
        OtpRows rows = rows(folder, source, MailboxWriter.Rows.DEVICE_KEY);
        return Optional.of(new KeySetup(port.get(), rows, new SecureRandom()));
    }

    private static Path path(Path folder, Source source) {
        return folder.resolve(source.words().getFirst());
    }
}
