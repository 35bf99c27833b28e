package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the beginning of a file that must be a regular one: opening a FIFO would wait for its
/// writer, and a device may never end.
final class PlainFile {
    private PlainFile() {}

    /// The first `most` bytes.
    static byte[] read(Path file, int most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }
}
