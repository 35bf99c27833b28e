package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// A flat folder that an attacker may have written.
public interface Folder {
    /// What the folder holds, in any order; at most `most` entries are looked at.
    List<Entry> list(int most) throws IOException;

    /// Opens a file by its name in this folder, following no link.
    InputStream open(String name) throws IOException;

    /// The first `most` bytes of a file.
    default byte[] read(String name, int most) throws IOException {
        try (InputStream in = open(name)) {
            return in.readNBytes(most);
        }
    }

    /// One name in the folder.
    ///
    /// @param links how many names the file has
    /// @param length in bytes
    record Entry(String name, Kind kind, long links, long length) {
        /// A regular file that has no other name.
        boolean plain() {
            return kind == Kind.REGULAR && links == 1;
        }
    }

    enum Kind {
        REGULAR,
        /// Link, folder, FIFO, socket or device.
        OTHER
    }
}
