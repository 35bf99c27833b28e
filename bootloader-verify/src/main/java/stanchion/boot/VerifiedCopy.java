package stanchion.boot;

import java.io.IOException;
import java.io.OutputStream;

/// Takes the bytes of a slot while they are hashed; what stands here afterwards is what was
/// verified, whatever happens to the slot.
public interface VerifiedCopy {
    /// Keeps nothing: a verdict without a copy.
    VerifiedCopy NONE = (name, modified) -> OutputStream.nullOutputStream();

    /// A new file, in full or not at all of use.
    ///
    /// @param modified its time stamp once closed, in seconds since 1970
    OutputStream create(String name, long modified) throws IOException;
}
