package stanchion.boot;

import java.nio.file.Path;
import java.util.Optional;

/// Makes the ports that a boot description names: the one place that knows every adapter.
///
/// An adapter that a charger does not name is never loaded. Sources are those of a
/// [BootDescription], which knows no others.
public final class Adapters {
    private final Path folder;

    /// @param folder where relative paths begin
    public Adapters(Path folder) {
        this.folder = folder;
    }

    public OneTimeProgrammable otp(Source source) {
        if (source.is("file")) {
            return new OtpFile(path(source));
        }
        if (source.is("nvmem")) {
            return nvmem(source);
        }
        if (source.is("mailbox")) {
            return mailbox(source, MailboxRows.Rows.CUSTOMER);
        }
        throw unknown("otp", source);
    }

    public RollbackCounter counter(Source source) {
        if (source.is("file")) {
            return new CounterFile(path(source));
        }
        if (source.is("tpm")) {
            return new TpmCounter(path(source), (int) source.number(1));
        }
        throw unknown("counter", source);
    }

    /// What raises that counter. The verifier's process never asks for it.
    public CounterWriter counterWriter(Source source) {
        if (source.is("file")) {
            return new CounterFileWriter(path(source));
        }
        if (source.is("tpm")) {
            return new TpmCounterWriter(path(source), (int) source.number(1));
        }
        throw unknown("counter", source);
    }

    /// Nothing for `none`.
    public Optional<DeviceKey> deviceKey(Source source) {
        if (source.is("none")) {
            return Optional.empty();
        }
        if (source.is("file")) {
            return Optional.of(new DeviceKeyFile(path(source)));
        }
        if (source.is("nvmem")) {
            return Optional.of(nvmem(source));
        }
        if (source.is("mailbox")) {
            return Optional.of(mailbox(source, MailboxRows.Rows.DEVICE_KEY));
        }
        throw unknown("device-key", source);
    }

    private NvmemBits nvmem(Source source) {
        return new NvmemBits(path(source), source.number(1));
    }

    private static MailboxRows mailbox(Source source, MailboxRows.Rows rows) {
        MailboxRows.Chip chip = MailboxRows.Chip.of(source.words().getFirst());
        return new MailboxRows(new Vcio(Vcio.DEVICE), chip, rows);
    }

    private Path path(Source source) {
        return folder.resolve(source.words().getFirst());
    }

    private static IllegalArgumentException unknown(String key, Source source) {
        return new IllegalArgumentException(key + " = " + source);
    }
}
