package stanchion.bench.latency;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Programs of this machine that the latency bench needs.
public final class Tools {
    private static final Map<String, String> PACKAGES =
            new TreeMap<>(
                    Map.of(
                            "cyclictest", "rt-tests",
                            "stress-ng", "stress-ng",
                            "chrt", "util-linux",
                            "timeout", "coreutils"));

    private Tools() {}

    /// Looks for all of them.
    ///
    /// @throws LatencyTrouble naming the package to install
    public static void require() {
        missing()
                .ifPresent(line -> {
                    throw new LatencyTrouble(line);
                });
    }

    /// What to install first; empty when everything is there.
    public static Optional<String> missing() {
        return PACKAGES.entrySet().stream()
                .filter(tool -> !isOnPath(tool.getKey()))
                .map(tool ->
                        tool.getKey() + " is not installed: sudo apt install " + tool.getValue())
                .findFirst();
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
