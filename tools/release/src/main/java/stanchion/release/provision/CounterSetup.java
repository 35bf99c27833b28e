package stanchion.release.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import stanchion.boot.CounterFile;
import stanchion.boot.TpmCounterWriter;

/// The rollback counter of a charger that is being provisioned.
interface CounterSetup {
    /// Whether it has a value already.
    boolean ready() throws IOException;

    /// Gives it one, unless it is [#ready]; returns it.
    long begin() throws IOException;

    /// What would be done, for the summary.
    String plan();

    /// A counter of a TPM.
    ///
    /// @param owner the password of the TPM's owner, empty on a new one
    record Tpm(TpmCounterWriter writer, String owner) implements CounterSetup {
        @Override
        public boolean ready() throws IOException {
            return writer.state() == TpmCounterWriter.State.COUNTING;
        }

        @Override
        public long begin() throws IOException {
            return writer.define(owner.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String plan() {
            return "to be defined; starts at 1 on a TPM that never had a counter, above the highest"
                    + " on any other";
        }
    }

    /// A file, on a bench.
    record File(Path file) implements CounterSetup {
        @Override
        public boolean ready() throws IOException {
            if (!Files.exists(file)) {
                return false;
            }
            new CounterFile(file).read();
            return true;
        }

        @Override
        public long begin() throws IOException {
            if (!ready()) {
                Files.write(
                        file,
                        "0\n".getBytes(StandardCharsets.US_ASCII),
                        StandardOpenOption.CREATE_NEW);
            }
            return new CounterFile(file).read();
        }

        @Override
        public String plan() {
            return "to be made, at 0";
        }
    }
}
