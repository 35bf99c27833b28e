package stanchion.boot;

import java.io.IOException;

/// Raises a rollback counter. For whoever confirms updates; the verifier's process has none.
public interface CounterWriter {
    /// The most that one call raises, so that no slip of a number shuts out all firmware there is.
    long MOST = 1000;

    /// Raises the counter to `epoch`; does nothing when it is there or beyond.
    ///
    /// @return the counter as it is afterwards
    /// @throws IOException when it is more than [#MOST] below, or does not go up
    long raise(long epoch) throws IOException;
}
