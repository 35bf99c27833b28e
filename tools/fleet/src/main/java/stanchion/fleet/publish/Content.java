package stanchion.fleet.publish;

import java.io.IOException;
import java.util.Optional;

/// What chargers may ask for, by its SHA-256.
@FunctionalInterface
public interface Content {
    /// A piece of a file; nothing when there is none.
    ///
    /// @param index from 0, each of [ChunkList#SIZE] bytes but the last
    Optional<byte[]> chunk(String sha256, int index) throws IOException;
}
