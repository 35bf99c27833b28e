package stanchion.bench.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.process.Patience;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;

/// A scenario over the serial line to an instrument whose cable ends in the simulator's circuits,
/// with the charger's real process on their other side.
@Timeout(180)
final class VehicleWorldTest {
    private static final Path HOME = Path.of(System.getProperty("stanchion.home", "../.."));

    @TempDir private Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final List<String> timeline = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void chargerIsDrivenFromPlugToUnplugThroughTheInstrumentAlone() throws IOException {
        Path state = Files.createDirectory(folder.resolve("state"));
        String terminals = folder.resolve("t").toString();
        Path control = folder.resolve("c");
        java("stanchion.sim.process.SimulatorMain", "--terminals", terminals, "--control", control);
        assertThat(Patience.until(Duration.ofSeconds(30), () -> Files.exists(control))).isTrue();
        java(
                "stanchion.benchboard.Main",
                "--board",
                HOME.resolve("board/bench/board.conf"),
                "--state",
                state,
                "--link",
                folder.resolve("l"),
                "--terminals",
                terminals,
                "--gateway-wait",
                "0");
        try (StandIn instrument = StandIn.start(folder, "--control", control.toString())) {
            VehicleRun.Result result =
                    new VehicleRun(instrument.port(), timeline::add)
                            .run(
                                    scenario(
                                            """
                                            plug cable 20A
                                            expect duty 33.33% ± 0.5% within 60s
                                            expect state B
                                            draw 16A
                                            s2 close
                                            expect state C
                                            expect contactor closed within 30s
                                            s2 open
                                            expect contactor open within 5s
                                            unplug
                                            expect state A
                                            """));
            assertThat(timeline).noneMatch(line -> line.contains("FAIL"));
            assertThat(result.held()).isEqualTo(6);
        }
    }

    private void java(String main, Object... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        processes.add(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(processes.size() + ".log").toFile())
                        .start());
    }

    private static Scenario scenario(String text) {
        return switch (ScenarioParser.parse("story", text)) {
            case Parsed.Accepted(Scenario scenario) -> scenario;
            case Parsed.Rejected(var problems) ->
                    throw new IllegalArgumentException(String.join("\n", problems));
        };
    }
}
