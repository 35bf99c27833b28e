package stanchion.boot;

import java.io.IOException;

/// 256 bits of a charger that only ever go from 0 to 1: SHA-256 of the bytes of its `1.root.json`.
public interface OneTimeProgrammable {
    int BYTES = 32;

    /// All of them; a length other than [#BYTES] is a fault of the hardware.
    ///
    /// @throws IOException whose message is the reason, when they cannot be read
    byte[] read() throws IOException;

    /// Closes the bits to every writer until the next reset, where the hardware has such a lock.
    ///
    /// @throws IOException when it has one and does not close
    default void lock() throws IOException {}
}
