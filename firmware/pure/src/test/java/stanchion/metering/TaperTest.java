package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TaperTest {
    private final Taper taper = new Taper(4800);

    @Test
    void theEdgeTakesFortyMilliseconds() {
        assertThat(taper.frames()).isEqualTo(192);
        assertThat(new Taper(4011).frames()).isEqualTo(160);
    }

    @Test
    void whatOneSliceGivesUpTheOtherTakes() {
        for (int frame = 0; frame < 192; frame++) {
            assertThat(taper.later(frame) + taper.later(191 - frame)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void theEdgeRisesSteadilyFromNothing() {
        assertThat(taper.later(0)).isBetween(0.0, 1e-6);
        for (int frame = 1; frame < 192; frame++) {
            assertThat(taper.later(frame)).isGreaterThan(taper.later(frame - 1));
        }
    }

    @Test
    void nothingOfAHundredHertzLeaksThroughTheEdge() {
        double cosine = 0;
        double sine = 0;
        for (int frame = 0; frame < 192; frame++) {
            double slope = taper.later(frame) - (frame == 0 ? 0 : taper.later(frame - 1));
            cosine += slope * Math.cos(2 * Math.PI * 100 * frame / 4800);
            sine += slope * Math.sin(2 * Math.PI * 100 * frame / 4800);
        }
        assertThat(Math.hypot(cosine, sine)).isLessThan(1e-4);
    }
}
