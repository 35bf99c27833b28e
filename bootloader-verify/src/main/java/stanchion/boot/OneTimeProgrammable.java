package stanchion.boot;

import java.io.IOException;

/// 256 bits of a charger that only ever go from 0 to 1: SHA-256 of the bytes of its `1.root.json`.
public interface OneTimeProgrammable {
    int BYTES = 32;

    /// All of them; a length other than [#BYTES] is a fault of the hardware.
    byte[] read() throws IOException;
}
