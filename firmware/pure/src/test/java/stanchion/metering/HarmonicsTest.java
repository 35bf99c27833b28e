package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.metering.Recording.Analysed;
import stanchion.metering.Wave.Converter;
import stanchion.metering.Wave.Harmonic;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Volts;
import stanchion.units.Watts;

final class HarmonicsTest {
    private static Recording recorded(Wave wave, double rate) {
        Recording recording = new Recording(new Hertz(rate), 1, Coupling.AC);
        for (int n = 0; n < rate; n++) {
            recording.add(wave.voltAt(n / rate), wave.ampAt(n / rate));
        }
        return recording;
    }

    private static Harmonics harmonics(Wave wave, double rate) {
        return ((Recording.Resolved) recorded(wave, rate).harmonics()).harmonics();
    }

    @ParameterizedTest
    @CsvSource({"4000, 50", "4800, 49.3", "8000, 60", "8000, 45"})
    void everyHarmonicHasItsVoltageCurrentAndPower(double rate, double hertz) {
        Wave wave =
                Wave.sine(230, 16)
                        .at(hertz)
                        .lagging(0.3)
                        .with(
                                new Harmonic(2, 0, 0.01, 0),
                                new Harmonic(5, 0.1, 0.4, 0.5),
                                new Harmonic(19, 0.002, 0.01, -2),
                                new Harmonic(20, 0.01, 0.003, 2.8));
        List<Harmonics.Order> orders = harmonics(wave, rate).phases().getFirst();
        assertThat(orders).hasSize(20);
        assertThat(orders.get(0).active().value()).isCloseTo(3680 * Math.cos(0.3), within(0.1));
        assertThat(orders.get(1).current().value()).isCloseTo(0.16, within(2e-3));
        assertThat(orders.get(2).current().value()).isCloseTo(0, within(1e-3));
        assertThat(orders.get(4).voltage().value()).isCloseTo(23, within(1e-2));
        assertThat(orders.get(4).current().value()).isCloseTo(6.4, within(1e-3));
        assertThat(orders.get(4).active().value()).isCloseTo(23 * 6.4 * Math.cos(0.5), within(0.1));
        assertThat(orders.get(18).current().value()).isCloseTo(0.16, within(1e-3));
        assertThat(orders.get(19).voltage().value()).isCloseTo(2.3, within(1e-2));
        assertThat(orders.get(19).active().value()).isNegative();
    }

    @Test
    void allOfARecordingCounts() {
        Recording recording = new Recording(new Hertz(8000), 1, Coupling.AC);
        Wave wave = Wave.sine(230, 16);
        for (int n = 0; n < 8000; n++) {
            recording.add(wave.voltAt(n / 8000.0), n < 4000 ? 0 : wave.ampAt(n / 8000.0));
        }
        Harmonics found = ((Recording.Resolved) recording.harmonics()).harmonics();
        assertThat(found.phases().getFirst().getFirst().current().value())
                .isCloseTo(8, within(0.1));
    }

    @Test
    void aRecordingTooShortForWindowsHasHarmonicsToo() {
        Recording recording = new Recording(new Hertz(8000), 1, Coupling.AC);
        Wave wave = Wave.sine(230, 16).with(new Harmonic(7, 0, 0.1, 0));
        for (int n = 0; n < 1600; n++) {
            recording.add(wave.voltAt(n / 8000.0), wave.ampAt(n / 8000.0));
        }
        Harmonics found = ((Recording.Resolved) recording.harmonics()).harmonics();
        assertThat(found.fundamental().value()).isCloseTo(50, within(1e-3));
        assertThat(found.currentDistortion(0)).isCloseTo(0.1, within(1e-3));
    }

    @Test
    void distortionIsThatOfAllHarmonicsTogether() {
        Wave wave =
                Wave.sine(230, 16).with(new Harmonic(3, 0, 0.03, 1), new Harmonic(7, 0, 0.04, 2));
        assertThat(harmonics(wave, 8000).currentDistortion(0)).isCloseTo(0.05, within(1e-5));
        Wave little =
                Wave.sine(230, 0.009)
                        .with(new Harmonic(3, 0, 0.03, 1), new Harmonic(7, 0, 0.04, 2));
        assertThat(harmonics(little, 8000).currentDistortion(0)).isZero();
    }

    @Test
    void allOrdersTogetherCarryThePower() {
        Wave wave = Wave.sine(230, 16).with(new Harmonic(3, 0.05, 0.1, 1));
        double sum =
                harmonics(wave, 8000).phases().getFirst().stream()
                        .mapToDouble(order -> order.active().value())
                        .sum();
        Analysed analysed = (Analysed) recorded(wave, 8000).analyse();
        assertThat(sum).isCloseTo(analysed.phases().getFirst().active().value(), within(0.05));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 250_000, 60_000, -104_000})
    void aChargersOwnCodesAreMadeSimultaneousFirst(long lagNanos) {
        Wave wave =
                Wave.sine(230, 16)
                        .lagging(0.3)
                        .with(new Harmonic(7, 0.1, 0.4, 1.2))
                        .through(new Converter(8000, 24, 500, 0, Duration.ofNanos(lagNanos)));
        Recording recording = Recording.of(wave.frontEnd(), wave.block(0, 8000, 1).codes());
        Harmonics found = ((Recording.Resolved) recording.harmonics()).harmonics();
        List<Harmonics.Order> orders = found.phases().getFirst();
        assertThat(orders.get(0).active().value()).isCloseTo(3680 * Math.cos(0.3), within(0.01));
        assertThat(orders.get(6).active().value())
                .isCloseTo(23 * 6.4 * Math.cos(1.2), within(0.01));
        Analysed analysed = (Analysed) recording.analyse();
        assertThat(analysed.phases().getFirst().active().value())
                .isCloseTo(wave.trueWatts(), within(0.01));
    }

    @Test
    void aFewCodesAreNoRecording() {
        Wave wave = Wave.sine(230, 16).through(new Converter(8000, 24, 0, 0, Duration.ofNanos(99)));
        assertThat(Recording.of(wave.frontEnd(), wave.block(0, 7, 1).codes()).analyse())
                .isInstanceOf(Recording.TooShort.class);
    }

    @Test
    void ordersBeyondWhatTheSamplingShowsAreLeftOut() {
        assertThat(harmonics(Wave.sine(230, 16), 1400).phases().getFirst()).hasSize(13);
    }

    /// At half the sampling rate a wave and its mirror cannot be told apart.
    @Test
    void theOrderAtHalfTheSamplingRateIsNotShown() {
        double[] samples = new double[2 * 2000];
        Harmonics found = Harmonics.of(samples, 2, 2000, new Hertz(50));
        assertThat(found.phases().getFirst()).hasSize(19);
    }

    @Test
    void distortionIsToldFromTenMilliamperesOn() {
        assertThat(distorted(0.01).currentDistortion(0)).isEqualTo(0.5);
        assertThat(distorted(0.0099).currentDistortion(0)).isZero();
    }

    private static Harmonics distorted(double amps) {
        return new Harmonics(
                new Hertz(50),
                List.of(
                        List.of(
                                new Harmonics.Order(
                                        1, new Volts(230), new Amps(amps), new Watts(0)),
                                new Harmonics.Order(
                                        2, new Volts(0), new Amps(amps / 2), new Watts(0)))));
    }

    @Test
    void everyPhaseIsMadeSimultaneousByItself() {
        for (long lagNanos : new long[] {0, 60_000, 250_000}) {
            Converter converter = new Converter(8000, 24, 500, 0, Duration.ofNanos(lagNanos));
            List<Wave> waves =
                    List.of(
                            Wave.sine(230, 16).lagging(0.3).through(converter),
                            Wave.sine(225, 10).lagging(-0.2).through(converter),
                            Wave.sine(235, 5).lagging(1).through(converter));
            int[] codes = new int[6 * 8000];
            for (int phase = 0; phase < 3; phase++) {
                int[] one = waves.get(phase).block(0, 8000, 1).codes();
                for (int n = 0; n < 8000; n++) {
                    codes[6 * n + 2 * phase] = one[2 * n];
                    codes[6 * n + 2 * phase + 1] = one[2 * n + 1];
                }
            }
            Analysed analysed = (Analysed) Recording.of(converter.frontEnd(3), codes).analyse();
            for (int phase = 0; phase < 3; phase++) {
                Wave wave = waves.get(phase);
                assertThat(analysed.phases().get(phase).active().value())
                        .isCloseTo(wave.trueWatts(), within(0.01));
                assertThat(analysed.phases().get(phase).reactive().value())
                        .isCloseTo(wave.trueVars(), within(0.1));
            }
        }
    }

    @Test
    void withoutAFrequencyThereIsAReason() {
        assertThat(recorded(Wave.sine(0, 16), 4000).harmonics())
                .isEqualTo(new Recording.Unresolved(Cause.NO_VOLTAGE));
    }
}
