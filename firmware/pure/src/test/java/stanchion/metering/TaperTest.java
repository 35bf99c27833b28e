package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TaperTest {
    private static final int STEPS = 192;

    private final Taper taper = new Taper();

    private double at(int step) {
        return taper.later((step + 0.5) / STEPS);
    }

    @Test
    void beforeAndAfterTheEdgeAllBelongsToOne() {
        assertThat(taper.later(-3)).isZero();
        assertThat(taper.later(0)).isZero();
        assertThat(taper.later(1)).isCloseTo(1, within(1e-15));
        assertThat(taper.later(7)).isEqualTo(taper.later(1));
    }

    @Test
    void whatOneSliceGivesUpTheOtherTakes() {
        for (int step = 0; step < STEPS; step++) {
            assertThat(at(step) + at(STEPS - 1 - step)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void theEdgeRisesSteadilyFromNothing() {
        assertThat(at(0)).isBetween(0.0, 1e-6);
        for (int step = 1; step < STEPS; step++) {
            assertThat(at(step)).isGreaterThan(at(step - 1));
        }
    }

    @Test
    void nothingOfAHundredHertzLeaksThroughTheEdge() {
        double cosine = 0;
        double sine = 0;
        for (int step = 0; step < STEPS; step++) {
            double slope = at(step) - (step == 0 ? 0 : at(step - 1));
            double turn = 2 * Math.PI * 100 * step * Taper.SECONDS / STEPS;
            cosine += slope * Math.cos(turn);
            sine += slope * Math.sin(turn);
        }
        assertThat(Math.hypot(cosine, sine)).isLessThan(1e-4);
    }
}
