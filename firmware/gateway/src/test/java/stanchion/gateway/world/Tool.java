package stanchion.gateway.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Programs of the system that judge what we make.
public final class Tool {
    /// What one said.
    public record Said(int status, String text) {}

    private Tool() {}

    /// Skips the test where a program is missing.
    ///
    /// @param debian the package that brings it
    public static void require(String program, String debian) {
        boolean there =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(there, program + " is missing: skipped; sudo apt install " + debian);
    }

    public static Said run(String... command) throws Exception {
        return run(Map.of(), List.of(command));
    }

    /// Runs a program to its end.
    ///
    /// @param environment added to that of the test
    public static Said run(Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), text);
    }
}
