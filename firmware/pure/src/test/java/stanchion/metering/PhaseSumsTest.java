package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PhaseSumsTest {
    private final PhaseSums sums = new PhaseSums();

    @Test
    void varianceAndCovarianceAreAboutTheMean() {
        add(sums, 1, 3);
        add(sums, 3, 1);
        add(sums, 5, 7);
        assertThat(sums.meanVolts()).isEqualTo(3);
        assertThat(sums.voltsVariance()).isCloseTo(8 / 3.0, within(1e-12));
        assertThat(sums.delayedCovariance()).isCloseTo(41 / 3.0 - 9, within(1e-12));
    }

    @Test
    void mergedSumsAreThoseOfAllSamples() {
        PhaseSums other = new PhaseSums();
        add(sums, 1, 3);
        add(other, 3, 1);
        add(other, 5, 7);
        sums.merge(other);
        assertThat(sums.weight()).isEqualTo(3);
        assertThat(sums.voltsVariance()).isCloseTo(8 / 3.0, within(1e-12));
        assertThat(sums.delayedCovariance()).isCloseTo(41 / 3.0 - 9, within(1e-12));
        assertThat(sums.activePower(Coupling.DC)).isCloseTo(2 * 35 / 3.0, within(1e-12));
    }

    /// A sample whose current is twice its voltage.
    private static void add(PhaseSums sums, double volt, double earlierVolt) {
        sums.add(1, volt, 2 * volt);
        sums.addDelayed(1, volt, earlierVolt);
    }
}
