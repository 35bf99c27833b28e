package stanchion.powercut.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk in memory beside the machine's own file system: the same results, the same errors.
final class SameAsLinuxTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 250;

    @TempDir private Path folder;

    @Test
    void randomOperationsDoTheSameOnBoth() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Path real = Files.createDirectory(folder.resolve("seed" + seed));
            Path ours = new Disk().top();
            Walk onReal = new Walk(real, seed);
            Walk onOurs = new Walk(ours, seed);
            for (int step = 0; step < STEPS; step++) {
                assertThat(onOurs.step())
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(onReal.step());
            }
            assertThat(content(ours)).as("seed %d", seed).isEqualTo(content(real));
        }
    }

    @Test
    void pathsAreTakenApartAlike() {
        Path ours = new Disk().top();
        for (String one : List.of("/", "/a", "/a/b", "a", "a/b/c", "../a", "./b", "/a/../b")) {
            for (String other : List.of("/", "/a", "b", "../b", "a/b")) {
                assertThat(parts(ours.getFileSystem().getPath(one), other))
                        .as("%s and %s", one, other)
                        .isEqualTo(parts(Path.of(one), other));
            }
        }
    }

    private static List<String> parts(Path path, String text) {
        Path other = path.getFileSystem().getPath(text);
        return List.of(
                path.toString(),
                String.valueOf(path.getParent()),
                String.valueOf(path.getFileName()),
                String.valueOf(path.getRoot()),
                path.normalize().toString(),
                path.resolve(other).toString(),
                path.resolveSibling(other).toString(),
                "" + path.startsWith(other) + path.endsWith(other) + path.getNameCount(),
                path.isAbsolute() == other.isAbsolute() && !path.toString().contains(".")
                        ? path.relativize(other).normalize().toString()
                        : "");
    }

    private static List<String> content(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            return all.map(path -> top.relativize(path) + " " + hash(path)).sorted().toList();
        }
    }

    private static String hash(Path path) {
        try {
            return Files.isDirectory(path)
                    ? "folder"
                    : "" + Arrays.hashCode(Files.readAllBytes(path));
        } catch (IOException failed) {
            return failed.toString();
        }
    }
}
