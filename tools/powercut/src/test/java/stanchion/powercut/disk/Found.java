package stanchion.powercut.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Everything below a folder, for comparison: `name/` of folders, `name=content` of files.
final class Found {
    private Found() {}

    static List<String> in(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(path -> !path.equals(top))
                    .map(path -> top.relativize(path) + described(path))
                    .sorted()
                    .toList();
        }
    }

    private static String described(Path path) {
        try {
            return Files.isDirectory(path) ? "/" : "=" + Files.readString(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
