package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.link.Report;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.metering.MainsFrequency.Tracked;
import stanchion.metering.MainsFrequency.Untracked;
import stanchion.metering.Recording.Analysed;
import stanchion.metering.Recording.Outcome;
import stanchion.metering.Recording.TooShort;
import stanchion.metering.Wave.Harmonic;
import stanchion.units.Hertz;

final class RecordingTest {
    private static final Wave SINE = Wave.sine(230, 16);

    private static Outcome recorded(Wave wave, double rate, double seconds) {
        Recording recording = new Recording(new Hertz(rate), 1, Coupling.DC);
        int frames = (int) Math.round(seconds * rate);
        for (int n = 0; n < frames; n++) {
            recording.add(wave.voltAt(n / rate), wave.ampAt(n / rate));
        }
        return recording.analyse();
    }

    private static Analysed analysed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Analysed.class);
        return (Analysed) outcome;
    }

    private static Analysed recorded(
            Coupling coupling, int frames, IntToDoubleFunction volts, IntToDoubleFunction amps) {
        Recording recording = new Recording(new Hertz(4800), 1, coupling);
        for (int n = 0; n < frames; n++) {
            recording.add(volts.applyAsDouble(n), amps.applyAsDouble(n));
        }
        return analysed(recording.analyse());
    }

    private static double sine(double rms, int frame) {
        return rms * Math.sqrt(2) * Math.sin(2 * Math.PI * 50 * frame / 4800);
    }

    /// Hertz of a recording that has a frequency.
    private static double hertz(Analysed analysed) {
        assertThat(analysed.frequency()).isInstanceOf(Tracked.class);
        return ((Tracked) analysed.frequency()).frequency().value();
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 1, 50, 0.5", "4000, 10, 60, -0.5", "4800, 1, 49.3, 0.2", "8000, 3, 51, 1.5",
        "50000, 1, 60, -1.5", "10000, 2.3456, 50, 2.9", "4800, 0.5, 60, 0.5",
                "4800, 0.3, 49.3, 0.5",
        "4000, 0.2, 50.7, -0.3", "50000, 0.1, 60, 0.3", "4800, 0.06, 50, 0.4",
                "4800, 0.04, 50, 0.4",
        "4000, 0.05, 47, -0.4", "250000, 0.06, 50, 0.4", "4800, 0.044, 46, 0.4",
                "4800, 0.0334, 60, 0.4"
    })
    void aDistortedWaveHasItsValues(double rate, double seconds, double hertz, double lag) {
        Wave wave =
                SINE.at(hertz)
                        .lagging(lag)
                        .with(new Harmonic(3, 0.03, 0.15, 0.6), new Harmonic(7, 0.02, 0.05, -0.6));
        Analysed analysed = analysed(recorded(wave, rate, seconds));
        Report.Meter.Phase phase = analysed.phases().getFirst();
        double apparent = wave.trueVolts() * wave.trueAmps();
        assertThat(phase.voltage().value()).isCloseTo(wave.trueVolts(), within(230 * 2e-5));
        assertThat(phase.current().value()).isCloseTo(wave.trueAmps(), within(16 * 2e-5));
        assertThat(phase.active().value()).isCloseTo(wave.trueWatts(), within(3680 * 2e-5));
        assertThat(phase.reactive().value()).isCloseTo(wave.trueVars(), within(3680 * 1e-3));
        assertThat(phase.apparent().value()).isCloseTo(apparent, within(3680 * 2e-5));
        assertThat(phase.powerFactor()).isCloseTo(wave.trueWatts() / apparent, within(2e-5));
        assertThat(hertz(analysed)).isCloseTo(hertz, within(0.003));
        assertThat(analysed.length().toNanos()).isCloseTo((long) (seconds * 1e9), within(200_000L));
    }

    @Test
    void energyIsTheSumOverEveryFrame() {
        double joules = 0;
        for (int n = 0; n < 4911; n++) {
            joules +=
                    SINE.lagging(0.3).voltAt(n / 4800.0)
                            * SINE.lagging(0.3).ampAt(n / 4800.0)
                            / 4800;
        }
        Analysed analysed = analysed(recorded(SINE.lagging(0.3), 4800, 4911 / 4800.0));
        assertThat(analysed.energy().value()).isCloseTo(joules / 3600, within(1e-12));
    }

    @Test
    void powerTowardsTheMainsIsNegativeEverywhere() {
        Analysed analysed = analysed(recorded(SINE.lagging(Math.PI), 4800, 1));
        assertThat(analysed.phases().getFirst().active().value()).isCloseTo(-3680, within(0.01));
        assertThat(analysed.phases().getFirst().powerFactor()).isCloseTo(-1, within(1e-9));
        assertThat(analysed.energy().value()).isCloseTo(-3680 / 3600.0, within(1e-6));
    }

    @Test
    void withoutCurrentPowerAndPowerFactorAreZero() {
        Analysed analysed = recorded(Coupling.DC, 4800, n -> sine(230, n), n -> 0);
        Report.Meter.Phase phase = analysed.phases().getFirst();
        assertThat(phase.voltage().value()).isCloseTo(230, within(1e-3));
        assertThat(phase.current().value()).isZero();
        assertThat(phase.active().value()).isZero();
        assertThat(phase.reactive().value()).isZero();
        assertThat(phase.powerFactor()).isZero();
        assertThat(hertz(analysed)).isCloseTo(50, within(1e-4));
    }

    @Test
    void withoutVoltageThereIsNoFrequencyButACurrent() {
        for (int frames : new int[] {10, 480, 9600}) {
            Analysed analysed = recorded(Coupling.DC, frames, n -> 0, n -> 5);
            assertThat(analysed.frequency()).isEqualTo(new Untracked(Cause.NO_VOLTAGE));
            assertThat(analysed.phases().getFirst().current().value()).isCloseTo(5, within(1e-9));
            assertThat(analysed.energy().value()).isZero();
        }
    }

    @Test
    void aMeanBelongsToTheSignalUnlessCoupledAway() {
        IntToDoubleFunction volts = n -> sine(230, n) + 2;
        IntToDoubleFunction rectified = n -> Math.max(0, sine(16, n)) + 1;
        for (int frames : new int[] {4800, 480}) {
            Analysed dc = recorded(Coupling.DC, frames, volts, rectified);
            Analysed ac = recorded(Coupling.AC, frames, volts, rectified);
            double mean = 16 * Math.sqrt(2) / Math.PI;
            double current = Math.sqrt(16 * 16 / 2.0 + 2 * mean + 1);
            double power = 230 * 16 / 2.0 + 2 * (mean + 1);
            assertThat(dc.phases().getFirst().voltage().value())
                    .isCloseTo(Math.sqrt(230 * 230 + 4), within(1e-3));
            assertThat(dc.phases().getFirst().current().value()).isCloseTo(current, within(1e-2));
            assertThat(dc.phases().getFirst().active().value()).isCloseTo(power, within(1.0));
            assertThat(dc.energy().value()).isCloseTo(power * frames / 4800 / 3600, within(1e-4));
            assertThat(ac.phases().getFirst().voltage().value()).isCloseTo(230, within(1e-3));
            assertThat(ac.phases().getFirst().current().value())
                    .isCloseTo(Math.sqrt(128 - mean * mean), within(1e-2));
            assertThat(ac.phases().getFirst().active().value()).isCloseTo(1840, within(1.0));
            assertThat(ac.energy().value()).isCloseTo(1840.0 * frames / 4800 / 3600, within(1e-4));
        }
    }

    @Test
    void aLoadThatSwitchesIsAveragedOverTheWholeRecording() {
        Analysed analysed =
                recorded(Coupling.DC, 9600, n -> sine(230, n), n -> n < 2400 ? 0 : sine(16, n));
        assertThat(analysed.phases().getFirst().active().value()).isCloseTo(2760, within(0.1));
        assertThat(analysed.energy().value()).isCloseTo(2760 * 2 / 3600.0, within(1e-6));
    }

    @Test
    void noiseOnAShortRecordingCostsLittle() {
        Random random = new Random(2);
        Analysed analysed =
                recorded(
                        Coupling.DC,
                        480,
                        n -> sine(230, n) + 2 * random.nextGaussian(),
                        n -> sine(16, n) + 0.1 * random.nextGaussian());
        assertThat(hertz(analysed)).isCloseTo(50, within(0.05));
        assertThat(analysed.phases().getFirst().active().value()).isCloseTo(3680, within(8.0));
    }

    @Test
    void lessThanTwoCyclesAreTooShort() {
        assertThat(recorded(SINE, 4800, 0.036))
                .isEqualTo(
                        new TooShort(Duration.ofNanos(36_041_667), Duration.ofNanos(44_444_444)));
        assertThat(recorded(SINE, 4800, 0)).isInstanceOf(TooShort.class);
    }

    @ParameterizedTest
    @CsvSource({"30, 0.1", "20, 2", "80, 0.1", "400, 2"})
    void aFrequencyThatIsNoMainsHasAReasonAndValues(double hertz, double seconds) {
        Analysed analysed = analysed(recorded(SINE.at(hertz).lagging(0.4), 4800, seconds));
        assertThat(analysed.frequency()).isInstanceOf(Untracked.class);
        assertThat(analysed.phases().getFirst().voltage().value()).isCloseTo(230, within(8.0));
        assertThat(analysed.phases().getFirst().reactive().value()).isZero();
    }

    @Test
    void phasesAreMeasuredApart() {
        for (int frames : new int[] {300, 4800}) {
            Recording recording = new Recording(new Hertz(4800), 2, Coupling.DC);
            for (int n = 0; n < frames; n++) {
                recording.add(0, 0, sine(231, n), sine(10, n));
            }
            Analysed analysed = analysed(recording.analyse());
            assertThat(analysed.phases().getFirst().active().value()).isZero();
            assertThat(analysed.phases().getLast().active().value()).isCloseTo(2310, within(0.1));
            assertThat(hertz(analysed)).isCloseTo(50, within(1e-3));
        }
    }

    @Test
    void threePhasesOfAnyNumberOfFramesAreMeasured() {
        for (int frames : new int[] {4095, 4096, 4097, 8192}) {
            Recording recording = new Recording(new Hertz(4800), 3, Coupling.DC);
            for (int n = 0; n < frames; n++) {
                recording.add(sine(231, n), sine(10, n), sine(230, n), sine(5, n), 0, 1);
            }
            Analysed analysed = analysed(recording.analyse());
            double watts = 2310 + 1150;
            assertThat(analysed.phases().getFirst().active().value()).isCloseTo(2310, within(0.1));
            assertThat(analysed.energy().value())
                    .isCloseTo(watts * frames / 4800 / 3600, within(watts / 100 / 3600));
        }
    }

    @Test
    void reactivePowerFollowsAMainsThatDrifts() {
        Wave wave = SINE.at(49).drifting(0.2).lagging(0.5);
        Analysed analysed = analysed(recorded(wave, 4800, 10));
        assertThat(hertz(analysed)).isCloseTo(50, within(0.05));
        assertThat(analysed.phases().getFirst().reactive().value())
                .isCloseTo(wave.trueVars(), within(3680 * 1e-3));
    }

    @Test
    void noiseThatRepeatsNothingHasNoFrequencyAtAnyRate() {
        for (double rate : new double[] {4500, 100_000}) {
            Random random = new Random(4);
            Recording recording = new Recording(new Hertz(rate), 1, Coupling.DC);
            for (int n = 0; n < rate * 2 / 45; n++) {
                recording.add(230 * random.nextGaussian(), 0);
            }
            assertThat(analysed(recording.analyse()).frequency())
                    .isEqualTo(new Untracked(Cause.UNSTEADY));
        }
    }

    @Test
    void aFrameOfTheWrongWidthIsABug() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recording(new Hertz(4800), 2, Coupling.DC).add(1, 2))
                .withMessageContaining("2 values instead of 4");
    }
}
