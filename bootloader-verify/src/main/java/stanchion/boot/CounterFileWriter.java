package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Raises a [CounterFile]: a new file takes the place of the old one, so that a power cut leaves
/// one of the two numbers.
public final class CounterFileWriter implements CounterWriter {
    private final Path file;
    private final CounterFile counter;

    public CounterFileWriter(Path file) {
        this.file = file;
        this.counter = new CounterFile(file);
    }

    @Override
    public long raise(long epoch) throws IOException {
        long value = counter.read();
        if (epoch - value > MOST) {
            throw new IOException("the counter is at " + value + ", not raised to " + epoch);
        }
        if (value >= epoch) {
            return value;
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel out =
                FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap((epoch + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder =
                FileChannel.open(
                        file.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return counter.read();
    }
}
