package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DelayTest {
    private static final double RATE = 8000;

    private static Delay lagging(double frames) {
        return new Delay(Duration.ofNanos(Math.round(frames * 1e9 / RATE)), RATE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "2, 2, 2", "-3, -3, -3", "0.4, -3, 4", "-0.4, -4, 3", "40.4, 37, 44"})
    void noMoreNeighboursTakePartThanNeeded(double lag, int first, int last) {
        assertThat(lagging(lag).first()).isEqualTo(first);
        assertThat(lagging(lag).last()).isEqualTo(last);
        assertThat(lagging(lag).nearest()).isEqualTo((int) Math.rint(lag));
    }

    /// Ppm of the amplitude, by frequency; at the lags between two frames.
    @ParameterizedTest
    @CsvSource({"50, 1e-6", "150, 1e-4", "250, 4e-3", "350, 0.06", "650, 8"})
    void theVoltageComesOutAsLateAsTheCurrent(double hertz, double ppm) {
        for (double lag : new double[] {0.5, -0.5, 0.123, -7.77, 33.3}) {
            Delay delay = lagging(lag);
            double[] volts = new double[107];
            double turn = 2 * Math.PI * hertz / RATE;
            for (int n = 0; n < volts.length; n++) {
                volts[n] = Math.sin(turn * n);
            }
            double[] delayed = new double[100];
            delay.apply(volts, delayed, 100);
            for (int n = 0; n < 100; n++) {
                // the first delayed voltage belongs to the current at frame last()
                double seen = Math.sin(turn * (n + delay.last() - lag));
                assertThat(delayed[n]).as("%f %d", lag, n).isCloseTo(seen, within(ppm * 1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, -0.123, 7.77})
    void aSteadyVoltageComesOutUnchanged(double lag) {
        double[] volts = new double[17];
        java.util.Arrays.fill(volts, 230);
        double[] delayed = new double[10];
        lagging(lag).apply(volts, delayed, 10);
        assertThat(delayed).containsOnly(delayed[0]);
        assertThat(delayed[0]).isCloseTo(230, within(1e-10));
    }

    @Test
    void aLagOfTenMillisecondsIsTheLongest() {
        assertThat(lagging(80).first()).isEqualTo(80);
        assertThat(lagging(-80).first()).isEqualTo(-80);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lagging(-80.001))
                .withMessageContaining("±10 ms");
    }
}
