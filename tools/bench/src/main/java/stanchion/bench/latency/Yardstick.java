package stanchion.bench.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import stanchion.bench.process.Child;

/// `cyclictest` of rt-tests: a thread in C with the charger's loop's interval and priority, beside
/// it in the same run, and how late it wakes.
///
/// It leaves the machine's power management as the charger finds it, and it ends: `timeout` above
/// its priority sees to that.
public final class Yardstick {
    /// As the charger's `Life` and `Pace` have them.
    private static final int PRIORITY = 80;

    private static final Duration INTERVAL = Duration.ofMillis(10);

    private static final int REAPER_PRIORITY = 90;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long LONGEST_BIN_MICROS = 200_000;

    private Yardstick() {}

    /// Measures for so long, and waits for it.
    ///
    /// @param output gets what it prints
    /// @throws LatencyTrouble when it could not
    public static Times measure(Duration span, Path output) {
        try (Child child = Child.start("cyclictest", command(span), output)) {
            int status = child.ended().join();
            String said = Files.readString(output);
            if (status != 0) {
                throw new LatencyTrouble(
                        "cyclictest ended with status " + status + ": " + said.strip());
            }
            return read(said);
        } catch (IOException unreadable) {
            throw new LatencyTrouble("cyclictest's figures", unreadable);
        }
    }

    static List<String> command(Duration span) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("chrt", "--fifo", String.valueOf(REAPER_PRIORITY)));
        command.addAll(List.of("timeout", "-k", "5", String.valueOf(span.plus(GRACE).toSeconds())));
        command.addAll(List.of("chrt", "--other", "0"));
        command.addAll(
                List.of(
                        "cyclictest",
                        "--quiet",
                        "--default-system",
                        "--mlockall",
                        "--threads=1",
                        "--priority=" + PRIORITY,
                        "--interval=" + INTERVAL.toNanos() / 1_000,
                        "--histogram=" + LONGEST_BIN_MICROS,
                        "--duration=" + span.toSeconds()));
        return List.copyOf(command);
    }

    /// Lines of `micros count`; what lies beyond the last is known by its number and the longest.
    static Times read(String said) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        long beyond = 0;
        long longest = 0;
        for (String line : said.lines().toList()) {
            if (line.matches("\\d{6,} \\d+")) {
                int blank = line.indexOf(' ');
                counts.put(
                        Long.parseLong(line.substring(0, blank)),
                        Long.parseLong(line.substring(blank + 1)));
            } else if (line.startsWith("# Max Latencies:")) {
                longest = number(line);
            } else if (line.startsWith("# Histogram Overflows:")) {
                beyond = number(line);
            }
        }
        if (counts.isEmpty()) {
            throw new LatencyTrouble("cyclictest printed no histogram: " + said.strip());
        }
        if (beyond > 0) {
            counts.merge(longest, beyond, Long::sum);
        }
        return new Times(counts);
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
    }
}
