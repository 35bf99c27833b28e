package stanchion.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The project this test runs in, with its jars: what `./run test` has built before.
final class BuiltProject {
    private BuiltProject() {}

    /// Skips the test where only classes were compiled.
    static Path home() {
        Path home =
                Optional.ofNullable(System.getProperty("stanchion.home"))
                        .map(Path::of)
                        .orElseGet(() ->
                                Path.of(System.getProperty("basedir", ""))
                                        .toAbsolutePath()
                                        .resolveSibling("."))
                        .normalize();
        assumeTrue(
                Files.isDirectory(home.resolve("tools/bench/target/lib")),
                "the jars are not built: ./run test builds them");
        return home;
    }
}
