package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.bench.bootbench.BootBench;

/// The boot bench runs and its table is complete. No figure is judged here: a test machine is busy.
final class BootBenchTest {
    private static final Path HOME =
            Path.of(System.getProperty("stanchion.home", "..")).toAbsolutePath().normalize();

    @Test
    void everyContenderIsTimedAndEveryGoalIsSaid() throws Exception {
        assumeTrue(
                Files.isDirectory(HOME.resolve("tools/bench/target/lib")),
                "the project is not packaged: ./run test does it");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        new BootBench(new BootBench.Order(HOME, 1, 1), out, System.err).run();

        String table = bytes.toString(StandardCharsets.UTF_8);
        assertThat(figures(table))
                .contains(
                        "empty JVM",
                        "verifier, default CDS",
                        "verifier, AOT cache",
                        "verifier, AOT, copy in RAM",
                        "verifier, AOT, Ed25519 alone",
                        "to the first met deadline",
                        "jarsigner -verify");
        assertThat(table.contains("no openssl here"))
                .isNotEqualTo(figures(table).contains("openssl dgst -verify"));
        assertThat(table.lines().filter(line -> line.contains("goal <=")))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.endsWith(" met") || line.endsWith(" missed"));
    }

    /// The names before two positive times in milliseconds.
    private static List<String> figures(String table) {
        return table.lines()
                .filter(line -> line.matches(".{30}( +[0-9]+\\.[0-9]){2} .*"))
                .map(line -> line.substring(0, 30).strip())
                .toList();
    }
}
