package stanchion.update;

import java.io.IOException;

/// Where the bytes of an update come from. Nothing it gives is believed.
public interface ContentSource {
    /// One chunk of a file; waits for it.
    ///
    /// @param file SHA-256 of the whole file, in hexadecimal
    /// @param index from 0
    /// @param length of the chunk in bytes, as the signed metadata has it
    /// @return what came, at most `length` bytes of it
    /// @throws IOException when nothing came in time; asking again later may help
    byte[] chunk(String file, int index, int length) throws IOException;
}
