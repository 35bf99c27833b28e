package stanchion.update.tuf;

import java.io.IOException;
import java.util.Optional;

/// Where metadata comes from. Nothing it gives is believed.
public interface MetadataSource {
    /// A metadata file by its name in the repository, such as `timestamp.json` or `2.root.json`.
    ///
    /// @param most how many bytes are of use; a longer file may be cut off one byte later
    /// @return nothing when there is no such file
    /// @throws IOException when that cannot be told now; asking again later may help
    Optional<byte[]> read(String name, int most) throws IOException;

    /// The same for somebody who has an earlier version of the role, so that less need be sent.
    default Optional<byte[]> read(String name, int most, Earlier earlier) throws IOException {
        return read(name, most);
    }

    /// A version of a role that is trusted already.
    final class Earlier {
        private final long version;
        private final byte[] bytes;

        public Earlier(long version, byte[] bytes) {
            this.version = version;
            this.bytes = bytes.clone();
        }

        public long version() {
            return version;
        }

        /// The whole file.
        public byte[] bytes() {
            return bytes.clone();
        }
    }
}
