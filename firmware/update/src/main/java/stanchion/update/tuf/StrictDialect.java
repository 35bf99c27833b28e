package stanchion.update.tuf;

import stanchion.boot.Json;
import stanchion.boot.Refused;
import stanchion.boot.Role;
import stanchion.boot.SignedFile;
import stanchion.update.UpdateRefused;

/// A charger's dialect: canonical JSON, Ed25519 and ML-DSA-65, every signature must hold; opened,
/// counted and read by the library that decides at boot.
public final class StrictDialect implements Dialect {
    /// Who must sign, as the boot verifier has it.
    record Keys(Role role) implements Authority {}

    public StrictDialect() {}

    @Override
    public Document open(String name, byte[] file) throws UpdateRefused {
        try {
            return new Opened(name, SignedFile.open(file));
        } catch (Refused refused) {
            throw UpdateRefused.reading(name, refused);
        }
    }

    /// The signed part of a file that was verified before.
    static Json signed(String name, byte[] file) throws UpdateRefused {
        try {
            return SignedFile.open(file).signed();
        } catch (Refused refused) {
            throw UpdateRefused.reading(name, refused);
        }
    }

    private record Opened(String name, SignedFile file) implements Document {
        @Override
        public void require(Authority authority) throws UpdateRefused {
            if (!(authority instanceof Keys keys)) {
                throw new IllegalArgumentException("of another dialect: " + authority);
            }
            try {
                file.require(keys.role());
            } catch (Refused refused) {
                throw UpdateRefused.reading(name, refused);
            }
        }

        @Override
        public void requireNoOthers() throws UpdateRefused {
            try {
                file.requireNoOthers();
            } catch (Refused refused) {
                throw UpdateRefused.reading(name, refused);
            }
        }

        @Override
        public Signed.RootRole root() throws UpdateRefused {
            return read(StrictReader::root);
        }

        @Override
        public Signed.TimestampRole timestamp() throws UpdateRefused {
            return read(StrictReader::timestamp);
        }

        @Override
        public Signed.SnapshotRole snapshot() throws UpdateRefused {
            return read(StrictReader::snapshot);
        }

        @Override
        public Signed.TargetsRole targets() throws UpdateRefused {
            return read(StrictReader::targets);
        }

        /// How the signed part is read.
        private interface Reader<T> {
            T read(Json signed) throws Refused;
        }

        private <T> T read(Reader<T> reader) throws UpdateRefused {
            try {
                return reader.read(file.signed());
            } catch (Refused refused) {
                throw UpdateRefused.reading(name, refused);
            }
        }
    }
}
