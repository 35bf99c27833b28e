package stanchion.boot;

import java.io.IOException;

/// The property channel between the ARM cores of a Raspberry Pi and its firmware.
public interface Mailbox {
    /// Hands a message over, see [PropertyMessage], and returns it as the firmware left it.
    byte[] exchange(byte[] message) throws IOException;
}
