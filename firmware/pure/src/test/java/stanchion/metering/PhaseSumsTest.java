package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import stanchion.hal.AnalogFrontEnd.AdcScale;

final class PhaseSumsTest {
    private final PhaseSums sums = new PhaseSums();

    @Test
    void varianceAndCovarianceAreAboutTheMean() {
        add(sums, Sensing.PLAIN, new double[] {3, 1, 3, 5}, 1);
        assertThat(sums.meanVolts()).isEqualTo(3);
        assertThat(sums.voltsVariance()).isCloseTo(8 / 3.0, within(1e-12));
        assertThat(sums.delayedCovariance())
                .isCloseTo((1 * 3 + 3 * 1 + 5 * 3) / 3.0 - 9, within(1e-12));
    }

    @Test
    void mergedSumsAreThoseOfAllSamples() {
        PhaseSums other = new PhaseSums();
        add(sums, Sensing.PLAIN, new double[] {3, 1}, 1);
        add(other, Sensing.PLAIN, new double[] {1, 3, 5}, 1);
        sums.merge(other);
        assertThat(sums.weight()).isEqualTo(3);
        assertThat(sums.voltsVariance()).isCloseTo(8 / 3.0, within(1e-12));
        assertThat(sums.delayedCovariance())
                .isCloseTo((1 * 3 + 3 * 1 + 5 * 3) / 3.0 - 9, within(1e-12));
        assertThat(sums.activePower(Idle.NOTHING)).isCloseTo(2 * 35 / 3.0, within(1e-12));
        assertThat(sums.activePower(new Idle(sums.meanVolts(), sums.meanAmps(), 0)))
                .isCloseTo(2 * 8 / 3.0, within(1e-12));
    }

    @Test
    void codesBecomeVoltsAndAmperesWithTheSums() {
        AdcScale volts = new AdcScale(0.5, 0.25, -100, 100);
        AdcScale amps = new AdcScale(-2, -0.5, -100, 100);
        add(sums, new Sensing(volts, amps, 1), new double[] {0, 1, 3, 5}, 1);
        double watts = 0;
        for (int code : new int[] {1, 3, 5}) {
            watts += volts.valueOf(code) * amps.valueOf(2.0 * code) / 3;
        }
        assertThat(sums.activePower(Idle.NOTHING)).isCloseTo(watts, within(1e-12));
        assertThat(sums.meanVolts()).isCloseTo(volts.valueOf(3), within(1e-12));
        assertThat(sums.meanAmps()).isCloseTo(amps.valueOf(6), within(1e-12));
        assertThat(sums.voltsVariance()).isCloseTo(8 / 3.0 / 4, within(1e-12));
    }

    @Test
    void aBundleCountsAsMuchAsItsShare() {
        add(sums, Sensing.PLAIN, new double[] {0, 1, 3, 5}, 0.25);
        assertThat(sums.weight()).isEqualTo(0.75);
        assertThat(sums.meanVolts()).isEqualTo(3);
        assertThat(sums.activePower(Idle.NOTHING)).isCloseTo(2 * 35 / 3.0, within(1e-12));
    }

    @Test
    void noiseIsTakenOffTheCurrentAlone() {
        add(sums, Sensing.PLAIN, new double[] {0, 3, -3}, 1);
        assertThat(sums.values(new Idle(0, 0, 11)).current().value()).isCloseTo(5, within(1e-12));
        assertThat(sums.values(new Idle(0, 0, 11)).active().value()).isCloseTo(18, within(1e-12));
        assertThat(sums.values(new Idle(0, 0, 40)).current().value()).isZero();
        assertThat(sums.values(new Idle(0, 0, 40)).powerFactor()).isZero();
    }

    @Test
    void mergedNoiseIsThatOfAllSamples() {
        PhaseSums quiet = new PhaseSums();
        add(quiet, Sensing.PLAIN, new double[] {0, 1, 1, 1}, 1);
        noise(sums, 8);
        assertThat(sums.noiseSquare()).isEqualTo(8);
        sums.merge(quiet);
        assertThat(sums.noiseSquare()).isEqualTo(2);
    }

    /// One bundle of one frame with this much noise.
    private static void noise(PhaseSums sums, double square) {
        Bundles bundles = new Bundles(1);
        bundles.set(0, 1, 1);
        bundles.noise[0] = square;
        Oscillator oscillator = new Oscillator(1000, 50);
        oscillator.turn(0, 1);
        sums.add(bundles, new Stretch(new double[] {1}, 0, 1, 0, oscillator), 1);
        sums.close(Sensing.PLAIN, oscillator.step());
    }

    /// Bundles of one frame whose current is twice its voltage; the first voltage stands before.
    private static void add(PhaseSums sums, Sensing sensing, double[] volts, double share) {
        Bundles bundles = new Bundles(1);
        bundles.set(0, volts[0], 0);
        bundles.shift(1);
        double[] shares = new double[Bundles.CAPACITY];
        for (int n = 1; n < volts.length; n++) {
            bundles.set(n - 1, volts[n], 2 * volts[n]);
            shares[n - 1] = share;
        }
        int count = volts.length - 1;
        Oscillator oscillator = new Oscillator(1000, 50);
        oscillator.turn(0, count);
        sums.add(bundles, new Stretch(shares, 0, count, 0, oscillator), 1);
        sums.close(sensing, oscillator.step());
    }
}
