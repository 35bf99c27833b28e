package stanchion.hal.linux.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import stanchion.hal.MeterReading;
import stanchion.hal.MeterReading.Cause;
import stanchion.hal.MeterReading.Measured;
import stanchion.hal.MeterReading.Missing;
import stanchion.hal.SerialMeter;
import stanchion.units.Uptime;

/// A meter with its thread: what goes up while the line goes through everything.
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
final class PolledMeterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    void meterThatIsUnpluggedIsReadAgainWhenItIsBack() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.SDM630, folder);
                SerialMeter meter = start(simulator)) {
            assertThat(await(meter, Measured.class::isInstance)).isInstanceOf(Measured.class);
            simulator.order("unplug");
            await(meter, missing(Cause.UNPLUGGED));
            simulator.order("plug");
            await(meter, Measured.class::isInstance);
        }
    }

    @Test
    void silentMeterIsNamedAndBackWithItsFirstAnswer() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.B21, folder);
                SerialMeter meter = start(simulator)) {
            await(meter, Measured.class::isInstance);
            simulator.order("silent");
            await(meter, missing(Cause.BUS_SILENT));
            simulator.order("well");
            await(meter, Measured.class::isInstance);
        }
    }

    @Test
    void registerThatRunsBackwardsIsRefusedOnceAndThenBelieved() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.EM340, folder);
                SerialMeter meter = start(simulator)) {
            await(meter, Measured.class::isInstance);
            simulator.order("energy 12.5");
            await(meter, missing(Cause.IMPLAUSIBLE));
            MeterReading changed = await(meter, Measured.class::isInstance);
            assertThat(((Measured) changed).imported().value()).isEqualTo(12_500);
        }
    }

    @Test
    void readingThatNothingReplacesIsStale() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.SDM120, folder);
                SerialMeter meter = start(simulator)) {
            MeterReading fresh = await(meter, Measured.class::isInstance);
            Uptime much = fresh.at().plus(PolledMeter.STALE_AFTER.plusSeconds(60));
            assertThat(meter.reading(much)).isEqualTo(stale(meter.reading(now()).at()));
        }
    }

    /// The loop asks from its own thread, every 10 ms; a hundredth of the asking may fall to the
    /// machine's scheduler, none of it to the line.
    @Test
    void askingForAReadingTakesNoTimeWhateverTheLineDoes() throws IOException {
        try (Simulator simulator = Simulator.of(MeterKind.EM24, folder);
                SerialMeter meter = start(simulator)) {
            for (String mood : List.of("well", "silent", "babble", "cut 3", "unplug")) {
                simulator.order(mood);
                long[] nanos = new long[20_000];
                for (int i = 0; i < nanos.length; i++) {
                    long began = System.nanoTime();
                    meter.reading(new Uptime(began));
                    nanos[i] = System.nanoTime() - began;
                    LockSupport.parkNanos(i % 100 == 0 ? 1_000_000 : 0);
                }
                Arrays.sort(nanos);
                assertThat(nanos[nanos.length * 99 / 100])
                        .as("%s, nanoseconds", mood)
                        .isLessThan(100_000);
            }
        }
    }

    @Test
    void portThatIsNotThereYetIsAnAbsence() {
        MeterSettings settings =
                new MeterSettings(
                        MeterKind.SDM120,
                        stanchion.hal.linux.serial.SerialSettings.plain(
                                folder.resolve("ttyUSB9"), 9_600),
                        1);
        try (SerialMeter meter = PolledMeter.start(settings)) {
            await(meter, missing(Cause.UNPLUGGED));
        }
    }

    private static MeterReading stale(Uptime at) {
        return new Missing(at, Cause.STALE);
    }

    private static SerialMeter start(Simulator simulator) {
        return PolledMeter.start(
                new MeterSettings(
                        MeterKind.of(kind(simulator)).orElseThrow(), simulator.line(), 17));
    }

    private static String kind(Simulator simulator) {
        String name = String.valueOf(simulator.line().port().getFileName());
        return name.substring("tty-".length());
    }

    private static Predicate<MeterReading> missing(Cause cause) {
        return reading -> reading instanceof Missing(Uptime _, Cause why) && why == cause;
    }

    private static MeterReading await(SerialMeter meter, Predicate<MeterReading> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        MeterReading reading = meter.reading(now());
        while (!wanted.test(reading) && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
            reading = meter.reading(now());
        }
        assertThat(wanted.test(reading)).as("the last was %s", reading).isTrue();
        return reading;
    }

    private static Uptime now() {
        return new Uptime(System.nanoTime());
    }
}
