package stanchion.boot;

import java.io.IOException;

/// A number that only goes up: the lowest security epoch that may still boot here.
public interface RollbackCounter {
    /// The number as it is now.
    ///
    /// @throws IOException when it cannot be read, is missing or is malformed
    long read() throws IOException;
}
