package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class NoiseTest {
    /// Mean over many looks at a sine with a strong 13th harmonic.
    private static double seen(double noiseCodes, double sineCodes) {
        Random random = new Random(1);
        int[] codes = new int[40_000];
        for (int n = 0; n < codes.length; n++) {
            double turn = 2 * Math.PI * 50 * n / 4800;
            double sine = Math.sin(turn) + 0.1 * Math.sin(13 * turn);
            codes[n] = (int) Math.round(sineCodes * sine + noiseCodes * random.nextGaussian());
        }
        double sum = 0;
        int looks = 0;
        for (int at = 0; at + Noise.SAMPLES <= codes.length; at += 4) {
            sum += Noise.square(codes, at, 1);
            looks++;
        }
        return sum / looks;
    }

    @Test
    void noiseAndRoundingAreSeenThroughMainsAndHarmonics() {
        assertThat(seen(3, 3000)).isCloseTo(9 + 1 / 12.0 + 0.16, within(0.4));
    }

    @Test
    void aCleanSineHasNoNoiseButItsRoundingAndATraceOfItsHarmonics() {
        assertThat(seen(0, 3000)).isBetween(1 / 12.0, 0.3);
    }

    @Test
    void aConverterOf16BitsIsNeverCalledNoisierThanOneOf12() {
        double most = Math.sqrt(Noise.most(-(1 << 15), (1 << 15) - 1));
        assertThat(most).isCloseTo(32_768 / Math.sqrt(2) / 2000, within(1e-3));
    }
}
