package stanchion.update.delta;

import java.util.List;

/// The pieces a file is sent in, each with its own digest, so that a wrong one is found before it
/// is written.
///
/// @param digests SHA-256 of every chunk in order, in hexadecimal; each chunk has [#SIZE] bytes,
///   the last may have fewer
public record ChunkList(List<String> digests) {
    /// Bytes of a chunk: small enough to share a slow line with telemetry.
    public static final int SIZE = 32 * 1024;

    public ChunkList {
        digests = List.copyOf(digests);
    }
}
