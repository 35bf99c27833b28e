package stanchion.update.tuf;

/// A file that targets name.
///
/// @param length in bytes
public record TargetFile(long length, Digests digests) {
    /// Whether these are its bytes; somebody must vouch for a digest of them.
    public boolean fits(byte[] file) {
        return file.length == length && !digests.byAlgorithm().isEmpty() && digests.fit(file);
    }
}
