package stanchion.boot;

import java.io.IOException;

/// 256 secret bits of this charger alone. Keys for single purposes are derived from them; they
/// themselves leave the verifier's process never.
public interface DeviceKey {
    int BYTES = 32;

    /// All of them; a length other than [#BYTES] is a fault of the hardware.
    byte[] read() throws IOException;
}
