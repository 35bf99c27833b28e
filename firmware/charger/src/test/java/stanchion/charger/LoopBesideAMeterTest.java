package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The charger's process, and a meter whose line is ill in every way it can be.
///
/// What is asserted holds on any machine: a loop that waited for the line would make a cycle or two
/// for each answer that does not come, for which the meter has 300 ms. How many deadlines it missed
/// depends on the machine, and is printed.
@Timeout(120)
class LoopBesideAMeterTest {
    private static final Path SIMULATOR =
            Path.of(
                    "../../hal/linux/src/test/resources/stanchion/hal/linux/modbus",
                    "meter_simulator.py");

    private static final Path BOARD = Path.of("../../board/virtual/board.conf");
    private static final String WELL = "7215.0 W, 1234500.0 Wh in, 500.0 Wh out";
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /// Answers that may not come within a second: two tries of 300 ms for the first block.
    private static final long MOST_TRIES_A_SECOND = 4;

    @TempDir private Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void loopWaitsForNoAnswerOfAMeter() throws Exception {
        Process meter = startMeter();
        Process charger = startCharger();
        awaitMeter(charger, WELL);
        Health before = health();
        for (Ill ill : ILLNESSES) {
            order(meter, ill.order());
            awaitMeter(charger, ill.seen());
            order(meter, ill.cure());
        }
        awaitMeter(charger, WELL);
        Health after = health();
        long cycles = after.number("cycles") - before.number("cycles");
        long missed = after.number("deadlinesMissed") - before.number("deadlinesMissed");
        long seconds = TimeUnit.NANOSECONDS.toSeconds(after.nanos - before.nanos);
        System.out.printf(
                "beside an ill line for %d s: %d cycles, %d deadlines missed%n",
                seconds, cycles, missed);
        assertThat(cycles).isGreaterThan(3 * MOST_TRIES_A_SECOND * seconds);
        charger.destroy();
        assertThat(charger.waitFor()).isEqualTo(128 + 15);
    }

    /// @param seen in the health file
    private record Ill(String order, String cure, String seen) {}

    private static final List<Ill> ILLNESSES =
            List.of(
                    new Ill("cut 7", "well", "CRC|BUS_SILENT"),
                    new Ill("flip", "well", "CRC"),
                    new Ill("silent", "well", "BUS_SILENT"),
                    new Ill("babble", "well", "BUS_BUSY|CRC"),
                    new Ill("unplug", "plug", "UNPLUGGED"));

    private Process startMeter() throws IOException {
        assumeTrue(isPythonHere(), "python3 is missing: apt install python3");
        Process meter =
                new ProcessBuilder(
                                "python3",
                                SIMULATOR.toString(),
                                "sdm630",
                                Integer.toString(MeteredCharger.ADDRESS),
                                folder.resolve("tty").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        started.add(meter);
        assertThat(meter.inputReader().readLine()).isEqualTo("ok");
        return meter;
    }

    private static boolean isPythonHere() throws IOException {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "python3")));
    }

    private static void order(Process meter, String order) throws IOException {
        meter.outputWriter().write(order + "\n");
        meter.outputWriter().flush();
        assertThat(meter.inputReader().readLine()).isEqualTo("ok");
    }

    private Process startCharger() throws IOException {
        Process charger =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                MeteredCharger.class.getName(),
                                "--board",
                                BOARD.toString(),
                                "--state",
                                folder.toString(),
                                "--link",
                                folder.resolve("link").toString(),
                                MeteredCharger.PORT,
                                folder.resolve("tty").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        started.add(charger);
        return charger;
    }

    private void awaitMeter(Process charger, String seen) throws IOException {
        while (!health().text("meter").matches(seen)) {
            assertThat(charger.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private record Health(Map<String, String> lines, long nanos) {
        String text(String name) {
            return lines.getOrDefault(name, "");
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }
    }

    private Health health() throws IOException {
        Path file = folder.resolve("health");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return new Health(
                lines.stream()
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1])),
                System.nanoTime());
    }
}
