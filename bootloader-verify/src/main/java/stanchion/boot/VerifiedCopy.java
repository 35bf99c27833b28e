package stanchion.boot;

import java.io.IOException;
import java.io.OutputStream;

/// Takes the bytes of a slot while they are hashed; what stands here afterwards is what was
/// verified, whatever happens to the slot.
public interface VerifiedCopy {
    /// A file system in RAM hands out pages of this many bytes, or more.
    int PAGE = 4096;

    /// Keeps nothing: a verdict without a copy.
    // no lambda, because its bootstrap costs a cold start
    VerifiedCopy NONE =
            new VerifiedCopy() {
                @Override
                public OutputStream create(String name, long modified) {
                    return OutputStream.nullOutputStream();
                }
            };

    /// How many bytes still fit, where that is known.
    default long room() {
        return Long.MAX_VALUE;
    }

    /// What a file takes up: whole pages.
    static long roomFor(long length) {
        return (length + PAGE - 1) / PAGE * PAGE;
    }

    /// A new file, in full or not at all of use.
    ///
    /// @param modified its time stamp once closed, in seconds since 1970
    OutputStream create(String name, long modified) throws IOException;
}
