package stanchion.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files of a log, each named after its first record; what was appended is on the disk.
final class Segments {
    /// Records per file.
    static final int LONGEST = 256;

    private final Path folder;

    Segments(Path folder) {
        this.folder = folder;
    }

    /// First records of the files, in order.
    List<Long> firsts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{12}\\.log"))
                    .map(name -> Long.parseLong(name.substring(0, 12)))
                    .sorted()
                    .toList();
        }
    }

    /// The lines of a file that are whole.
    List<String> lines(long first) throws IOException {
        String text = Files.readString(file(first), UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        return text.substring(0, end).lines().toList();
    }

    /// Removes what a power cut left of the last line of a file.
    ///
    /// @return whether there was anything
    boolean trim(long first) throws IOException {
        byte[] bytes = Files.readAllBytes(file(first));
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end == bytes.length) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file(first), StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
        return true;
    }

    /// Appends a line to the file that begins with record `first`.
    void append(long first, String line) throws IOException {
        boolean fresh = Files.notExists(file(first));
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        try (FileChannel channel =
                FileChannel.open(
                        file(first),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        if (fresh) {
            sync();
        }
    }

    void delete(long first) throws IOException {
        Files.deleteIfExists(file(first));
        sync();
    }

    /// Everything that is there, oldest first.
    List<String> all() throws IOException {
        List<String> lines = new ArrayList<>();
        for (long first : firsts()) {
            lines.addAll(lines(first));
        }
        return lines;
    }

    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        }
    }

    private Path file(long first) {
        return folder.resolve("%012d.log".formatted(first));
    }
}
