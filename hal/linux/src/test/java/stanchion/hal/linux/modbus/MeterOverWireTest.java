package stanchion.hal.linux.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.hal.MeterReading;
import stanchion.hal.MeterReading.Cause;
import stanchion.hal.linux.modbus.RegisterMap.Block;
import stanchion.hal.linux.serial.SerialBus;
import stanchion.units.Uptime;

/// Single exchanges with a meter of each kind over a real terminal, well and ill.
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class MeterOverWireTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(40);
    private static final Duration QUARANTINE = Duration.ofMillis(15);
    private static final Set<Cause> NO_FRAME = Set.of(Cause.CRC, Cause.BUS_SILENT);

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void meterOfEachKindIsReadWithItsUnits(MeterKind kind) throws IOException {
        try (Simulator simulator = Simulator.of(kind, folder);
                SerialBus bus = SerialBus.open(simulator.line())) {
            RtuMaster master = new RtuMaster(bus);
            List<int[]> answers = new ArrayList<>();
            for (Block block : kind.map().blocks()) {
                answers.add(words(master.exchange(request(kind, block), LONG)));
            }
            MeterReading.Measured reading = kind.map().decode(answers, new Uptime(1)).orElseThrow();
            assertThat(reading.phases()).hasSize(kind.phases());
            double[] watts = {3684.1, 3588.2, -57.3};
            double[] volts = {230.1, 231.2, 229.3};
            double[] amps = {16.01, 15.52, 0.25};
            double sum = 0;
            for (int i = 0; i < kind.phases(); i++) {
                MeterReading.Phase phase = reading.phases().get(i);
                assertThat(phase.volts().value()).isCloseTo(volts[i], within(0.051));
                assertThat(phase.amps().value()).isCloseTo(amps[i], within(0.0051));
                assertThat(phase.watts().value()).isCloseTo(watts[i], within(0.051));
                sum += watts[i];
            }
            assertThat(reading.power().value()).isCloseTo(sum, within(0.051));
            assertThat(reading.imported().value()).isCloseTo(1_234_500, within(0.1));
            assertThat(reading.exported().value()).isCloseTo(500, within(0.1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answerCutAtAnyByteIsANamedAbsenceAndTheNextIsRead(MeterKind kind) throws IOException {
        try (Simulator simulator = Simulator.of(kind, folder);
                SerialBus bus = SerialBus.open(simulator.line())) {
            RtuMaster master = new RtuMaster(bus, QUARANTINE);
            for (Block block : kind.map().blocks()) {
                ReadRequest request = request(kind, block);
                for (int length = 0; length < request.answerLength(); length++) {
                    simulator.order("cut " + length);
                    assertThat(why(master.exchange(request, SHORT))).isIn(NO_FRAME);
                }
                simulator.order("well");
                assertThat(words(master.exchange(request, LONG))).hasSize(block.count());
            }
        }
    }

    @Test
    void wrongCheckSumSilenceAndExceptionHaveTheirOwnNames() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.SDM630, folder);
                SerialBus bus = SerialBus.open(simulator.line())) {
            RtuMaster master = new RtuMaster(bus, QUARANTINE);
            ReadRequest request = request(MeterKind.SDM630, MeterKind.SDM630.map().blocks().get(0));
            simulator.order("flip");
            assertThat(why(master.exchange(request, Duration.ofMillis(500)))).isEqualTo(Cause.CRC);
            simulator.order("silent");
            assertThat(why(master.exchange(request, SHORT))).isEqualTo(Cause.BUS_SILENT);
            simulator.order("stranger");
            assertThat(why(master.exchange(request, Duration.ofMillis(500))))
                    .isEqualTo(Cause.FOREIGN);
            simulator.order("exception 4");
            assertThat(why(master.exchange(request, LONG))).isEqualTo(Cause.EXCEPTION);
            simulator.order("well");
            assertThat(words(master.exchange(request, LONG))).hasSize(18);
        }
    }

    @Test
    void noiseAndEchoBeforeAnAnswerAreReadOver() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.EM24, folder);
                SerialBus bus = SerialBus.open(simulator.line())) {
            RtuMaster master = new RtuMaster(bus, QUARANTINE);
            ReadRequest request = request(MeterKind.EM24, MeterKind.EM24.map().blocks().get(0));
            for (String mood : List.of("garbage", "echo")) {
                simulator.order(mood);
                assertThat(words(master.exchange(request, LONG))).as(mood).hasSize(6);
            }
        }
    }

    @Test
    void lateAnswerIsNotTakenForTheNextRequests() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.B23, folder);
                SerialBus bus = SerialBus.open(simulator.line())) {
            RtuMaster master = new RtuMaster(bus, Duration.ofMillis(1_500));
            ReadRequest request = new ReadRequest(Simulator.ADDRESS, 3, 0x5B00, 2);
            simulator.order("late 400");
            assertThat(why(master.exchange(request, SHORT))).isEqualTo(Cause.BUS_SILENT);
            simulator.order("well");
            ReadRequest other = new ReadRequest(Simulator.ADDRESS, 3, 0x5B0C, 2);
            assertThat(words(master.exchange(other, LONG))).containsExactly(0, 1601);
        }
    }

    @Test
    void lineThatIsNeverSilentIsBusyAndEndsInTime() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.SDM120, folder);
                SerialBus bus = SerialBus.open(simulator.line())) {
            RtuMaster master = new RtuMaster(bus, QUARANTINE);
            ReadRequest request = request(MeterKind.SDM120, MeterKind.SDM120.map().blocks().get(0));
            simulator.order("babble");
            long start = System.nanoTime();
            assertThat(why(master.exchange(request, Duration.ofMillis(300))))
                    .isIn(Cause.BUS_BUSY, Cause.CRC);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void pulledAdapterIsNamedAtOnceAndNotWaitedFor() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.EM340, folder);
                SerialBus bus = SerialBus.open(simulator.line())) {
            RtuMaster master = new RtuMaster(bus);
            ReadRequest request = request(MeterKind.EM340, MeterKind.EM340.map().blocks().get(0));
            assertThat(words(master.exchange(request, LONG))).hasSize(6);
            simulator.order("unplug");
            long start = System.nanoTime();
            assertThat(why(master.exchange(request, LONG))).isEqualTo(Cause.UNPLUGGED);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    private static ReadRequest request(MeterKind kind, Block block) {
        return new ReadRequest(
                Simulator.ADDRESS, kind.map().function(), block.start(), block.count());
    }

    private static int[] words(Answer answer) {
        return answer instanceof Answer.Registers(int[] words)
                ? words
                : org.assertj.core.api.Assertions.fail("no registers: " + answer);
    }

    private static Cause why(Answer answer) {
        return answer instanceof Answer.Failed(Cause why)
                ? why
                : org.assertj.core.api.Assertions.fail("registers came");
    }
}
