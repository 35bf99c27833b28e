package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlignmentTest {
    private static final double RATE = 8000;

    private static Alignment lagging(double frames) {
        return new Alignment(RATE, List.of(Duration.ofNanos(Math.round(frames * 1e9 / RATE))));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "2, 0, 2", "-3, 3, 3", "0.4, 31, 63", "-0.4, 32, 63", "40.4, 0, 72"})
    void noFrameIsDelayedMoreThanNeeded(double lag, int delay, int warmUp) {
        assertThat(lagging(lag).delay()).isEqualTo(delay);
        assertThat(lagging(lag).warmUp()).isEqualTo(warmUp);
    }

    /// Volts and amperes show the same wave, the amperes `lag` frames later.
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -5, 0.5, -0.5, 0.123, -7.77, 33.3})
    void theVoltageComesOutWhereTheCurrentIs(double lag) {
        for (double hertz : new double[] {50, 150, 650, 2000}) {
            Alignment alignment = lagging(lag);
            double worst = 0;
            int aligned = 0;
            for (int n = 0; n < 400; n++) {
                double turn = 2 * Math.PI * hertz / RATE;
                double[] frame = {Math.sin(turn * n), Math.sin(turn * (n - lag))};
                if (alignment.align(frame)) {
                    aligned++;
                    worst = Math.max(worst, Math.abs(frame[0] - frame[1]));
                    double seen = Math.sin(turn * (n - alignment.delay() - lag));
                    assertThat(frame[1]).isCloseTo(seen, within(1e-9));
                }
            }
            assertThat(aligned).isEqualTo(400 - alignment.warmUp());
            assertThat(worst).as(hertz + " Hz").isLessThan(2e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, -0.123, 7.77})
    void aSteadyVoltageComesOutUnchanged(double lag) {
        Alignment alignment = lagging(lag);
        for (int n = 0; n < 200; n++) {
            double[] frame = {230, 0};
            if (alignment.align(frame)) {
                assertThat(frame[0]).isCloseTo(230, within(1e-10));
            }
        }
    }

    @Test
    void aLagOfTenMillisecondsIsTheLongest() {
        assertThat(lagging(80).warmUp()).isEqualTo(80);
        assertThat(lagging(-80).warmUp()).isEqualTo(80);
    }

    @Test
    void aRestartForgetsWhatWasBefore() {
        Alignment alignment = lagging(2);
        alignment.align(new double[] {1, 1});
        alignment.align(new double[] {2, 2});
        assertThat(alignment.align(new double[] {3, 3})).isTrue();
        alignment.restart();
        assertThat(alignment.align(new double[] {4, 4})).isFalse();
        assertThat(alignment.align(new double[] {5, 5})).isFalse();
        double[] frame = {6, 6};
        assertThat(alignment.align(frame)).isTrue();
        assertThat(frame).containsExactly(4, 6);
    }
}
