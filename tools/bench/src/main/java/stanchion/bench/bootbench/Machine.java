package stanchion.bench.bootbench;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the figures were taken on.
///
/// @param load how many processes wanted to run, over the last minute
record Machine(String processor, boolean shaInstructions, int cores, double load) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final double MOST_LOAD_PER_CORE = 0.5;

    static Machine here() {
        List<String> lines = lines(PROCESSORS);
        String flags = value(lines, "flags").or(() -> value(lines, "Features")).orElse("");
        List<String> words = List.of(flags.split(" "));
        return new Machine(
                value(lines, "model name").orElse(System.getProperty("os.arch", "")),
                words.contains("sha_ni") || words.contains("sha2"),
                Runtime.getRuntime().availableProcessors(),
                loadNow());
    }

    /// How busy the machine is right now.
    static double loadNow() {
        List<String> lines = lines(Path.of("/proc/loadavg"));
        return lines.isEmpty() ? 0 : Double.parseDouble(lines.getFirst().split(" ", 2)[0]);
    }

    boolean busy() {
        return load > cores * MOST_LOAD_PER_CORE;
    }

    String line() {
        return String.format(
                ROOT,
                "%s, %d cores, %s SHA instructions, load %.1f; Java %s (%s)",
                processor,
                cores,
                shaInstructions ? "with" : "without",
                load,
                System.getProperty("java.runtime.version", "?"),
                System.getProperty("java.vendor", "?"));
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException elsewhere) {
            return List.of();
        }
    }
}
