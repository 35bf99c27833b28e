package stanchion.update.tuf;

import java.util.OptionalLong;

/// How timestamp and snapshot name another metadata file.
///
/// @param length in bytes, where it is said
public record FileInfo(long version, OptionalLong length, Digests digests) {
    /// Whether a file has the named length and digests.
    boolean fits(byte[] file) {
        return length.orElse(file.length) == file.length && digests.fit(file);
    }
}
