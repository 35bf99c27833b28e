package stanchion.update.tuf;

import java.io.IOException;
import java.util.Optional;

/// Where what is trusted outlasts a restart. What is read back is verified again.
public interface MetadataStore {
    /// The file last written for a role; nothing when there is none, or none of `most` bytes.
    Optional<byte[]> read(String role, int most) throws IOException;

    /// Replaces the file of a role; a power cut leaves the old or the new one.
    void write(String role, byte[] file) throws IOException;
}
