package stanchion.board.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.board.LinuxWiring;
import stanchion.board.LinuxWiring.Active;
import stanchion.board.LinuxWiring.Line;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Samples;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;

/// A board on a real kernel's interfaces, inside `./run virtual-board`, which has lines of these
/// names and is told what its converters see.
@Tag("board")
class KernelBoardTest {
    private static final List<String> LINES =
            List.of(
                    "CONTACTOR_1",
                    "CONTACTOR_2",
                    "KEEP_ALIVE",
                    "RESIDUAL_TEST",
                    "MIRROR_OPEN",
                    "LOAD_LIVE",
                    "RESIDUAL_AC",
                    "RESIDUAL_DC",
                    "RESIDUAL_READY",
                    "EARTH_GOOD",
                    "LID_CLOSED");
    private static final Path GPIO = Path.of("/sys/devices/platform/gpio-sim.0/gpiochip0");
    private static final Path PWM = Path.of("/sys/devices/platform/virtual-pwm/applied");
    private static final long CYCLE_NANOS = 10_000_000;

    /// The kernel keeps frames for 256 ms, the board for half a second.
    private static final long TOO_LATE_NANOS = 100_000_000;

    private static final Commands CHARGING =
            new Commands(
                    new PilotOutput.Pwm(new DutyCycle(26.6666)),
                    ContactorCommand.CLOSE,
                    ResidualTest.OFF);

    private Waves waves = Waves.NONE;

    @BeforeEach
    void boardIsThere() throws IOException {
        assumeThat(Waves.DEVICE).as("no such board: run inside ./run virtual-board").exists();
        waves = Waves.begin();
    }

    @AfterEach
    void wavesEnd() {
        waves.close();
    }

    @Test
    void outputsAreSafeFromTheFirstMomentToTheLast() throws IOException {
        try (LinuxBoard board = board()) {
            assertThat(levels("CONTACTOR_1", "CONTACTOR_2")).isEqualTo("00");
            assertThat(Files.readString(PWM)).startsWith("0 1000000 1000000 1");
            board.apply(CHARGING);
            assertThat(levels("CONTACTOR_1", "CONTACTOR_2")).isEqualTo("11");
            assertThat(Files.readString(PWM)).startsWith("0 1000000 266666 1");
            String before = levels("KEEP_ALIVE");
            board.keepAlive();
            assertThat(levels("KEEP_ALIVE")).isNotEqualTo(before);
        }
        assertThat(levels("CONTACTOR_1", "CONTACTOR_2")).isEqualTo("00");
        assertThat(Files.readString(PWM)).startsWith("0 1000000 1000000 1");
    }

    @Test
    void loopFindsEverySampleInEveryCycleAndIsNeverKept() throws IOException {
        long[] micros = new long[400];
        int silent = 0;
        long next = -1;
        int gaps = 0;
        long late = 0;
        Optional<Samples> last = Optional.empty();
        try (LinuxBoard board = board()) {
            pull("MIRROR_OPEN", false); // after the request, whose biases a simulated line obeys
            pull("RESIDUAL_READY", true);
            board.apply(Commands.SAFE);
            long release = System.nanoTime();
            for (int i = 0; i < micros.length; i++) {
                release += CYCLE_NANOS;
                for (long left; (left = release - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(left);
                }
                long began = System.nanoTime();
                late = Math.max(late, began - release);
                Samples samples = board.sample();
                board.apply(CHARGING);
                board.keepAlive();
                micros[i] = (System.nanoTime() - began) / 1_000;
                silent += i > 50 && samples.pilot().codes().length < 40 ? 1 : 0;
                if (samples.mains().frames() > 0) {
                    gaps += next >= 0 && samples.mains().firstFrame() != next ? 1 : 0;
                    next = samples.mains().firstFrame() + samples.mains().frames();
                }
                boolean fresh = !samples.inputs().supply().equals(Amps.ZERO);
                last = fresh ? Optional.of(samples) : last;
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                "cycle on the kernel: p50 %d us, p99 %d us, worst %d us; %d silent, %d gaps%n",
                micros[micros.length / 2],
                micros[micros.length * 99 / 100],
                micros[micros.length - 1],
                silent,
                gaps);
        assumeThat(late).as("the machine is too busy to play a charger").isLessThan(TOO_LATE_NANOS);
        Samples seen = last.orElseThrow();
        assertThat(seen.inputs().mirror()).isEqualTo(ContactorPosition.OPEN);
        assertThat(seen.inputs().residual()).isEqualTo(ResidualMonitor.READY);
        assertThat(gaps).isZero();
        assertThat(seen.proximityCode()).isEqualTo(Waves.PROXIMITY);
        for (short code : seen.pilot().codes()) {
            assertThat((int) code).isIn(Waves.LOW, Waves.HIGH);
        }
    }

    @Test
    void brokenWiresReadAsTheWorst() throws IOException {
        try (LinuxBoard board = board()) {
            board.apply(Commands.SAFE);
            Samples samples = board.sample();
            long until = System.nanoTime() + 2_000_000_000L;
            while (samples.pilot().codes().length == 0 && System.nanoTime() < until) {
                LockSupport.parkNanos(CYCLE_NANOS);
                samples = board.sample();
            }
            assertThat(samples.inputs().mirror()).isEqualTo(ContactorPosition.CLOSED);
            assertThat(samples.inputs().residual()).isEqualTo(ResidualMonitor.FAILED);
        }
    }

    private static LinuxBoard board() throws IOException {
        BoardDescription described =
                ((BoardFile.Described) BoardFile.read(Path.of("..", "virtual", "board.conf")))
                        .description();
        return LinuxBoard.open(described.profile(), named(described.linux().orElseThrow()));
    }

    /// The same wiring, over the lines every virtual board has.
    private static LinuxWiring named(LinuxWiring wiring) {
        return new LinuxWiring(
                wiring.chip(),
                new LinuxWiring.Outputs(
                        List.of(high("CONTACTOR_1"), high("CONTACTOR_2")),
                        high("KEEP_ALIVE"),
                        high("RESIDUAL_TEST")),
                new LinuxWiring.Inputs(
                        low("MIRROR_OPEN"),
                        new LinuxWiring.LoadLive(
                                low("LOAD_LIVE"), Optional.empty(), Optional.empty()),
                        low("RESIDUAL_AC"),
                        Optional.of(low("RESIDUAL_DC")),
                        high("RESIDUAL_READY"),
                        low("EARTH_GOOD"),
                        Optional.of(low("LID_CLOSED")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                wiring.pilot(),
                wiring.proximity(),
                wiring.mains(),
                wiring.temperature(),
                wiring.watchdog(),
                wiring.meter(),
                wiring.tamperLatch(),
                wiring.supply());
    }

    private static Line high(String name) {
        return new Line(name, Active.HIGH);
    }

    private static Line low(String name) {
        return new Line(name, Active.LOW);
    }

    private static void pull(String line, boolean up) throws IOException {
        Files.writeString(file(line).resolve("pull"), up ? "pull-up" : "pull-down");
    }

    private static String levels(String... lines) throws IOException {
        StringBuilder levels = new StringBuilder();
        for (String line : lines) {
            levels.append(Files.readString(file(line).resolve("value")).strip());
        }
        return levels.toString();
    }

    private static Path file(String line) {
        return GPIO.resolve("sim_gpio" + LINES.indexOf(line));
    }
}
