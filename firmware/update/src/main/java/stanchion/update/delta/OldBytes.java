package stanchion.update.delta;

import java.io.IOException;

/// A file that a delta is relative to, read by position.
public interface OldBytes {
    /// In bytes.
    int size();

    /// One byte, 0 to 255; 0 before its beginning and beyond its end.
    int at(int position) throws IOException;
}
