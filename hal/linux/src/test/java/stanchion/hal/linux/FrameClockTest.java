package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameClockTest {
    private static final double RATE = 4000;
    private static final double PERIOD = 1e9 / RATE;

    /// When a crystal of so much too slow a pace has sampled a frame, seen somewhat later.
    private static long seen(long frame, double slowness, double lateNanos) {
        return (long) (1e12 + frame * PERIOD * slowness + lateNanos);
    }

    @Test
    void framesAreCountedThroughInterruptsThatWait() {
        FrameClock clock = new FrameClock(RATE);
        SplittableRandom dice = new SplittableRandom(7);
        for (long frame = 0; frame < 100_000; frame++) {
            boolean held = dice.nextInt(10) == 0;
            double late = dice.nextDouble(held ? 3 * PERIOD : PERIOD / 10);
            assertThat(clock.index(seen(frame, 1, late))).isEqualTo(frame);
        }
        assertThat(clock.lost()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9999, 1.0001, 0.998, 1.002})
    void aCrystalThatIsOffLosesNothing(double slowness) {
        FrameClock clock = new FrameClock(RATE);
        for (long frame = 0; frame < 100_000; frame++) {
            assertThat(clock.index(seen(frame, slowness, 0))).isEqualTo(frame);
        }
        assertThat(clock.lost()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 40, 4000})
    void lostFramesAreCountedWithinTwoChecks(long missing) {
        FrameClock clock = new FrameClock(RATE);
        SplittableRandom dice = new SplittableRandom(missing);
        long frame = 0;
        for (int i = 0; i < 1000; i++, frame++) {
            clock.index(seen(frame, 1, dice.nextDouble(PERIOD / 4)));
        }
        frame += missing;
        long index = 0;
        for (int i = 0; i < 2 * FrameClock.CHECK_EVERY; i++, frame++) {
            index = clock.index(seen(frame, 1, dice.nextDouble(PERIOD / 4)));
        }
        assertThat(clock.lost()).isEqualTo(missing);
        assertThat(index).isEqualTo(frame - 1);
    }

    @Test
    void aStallShorterThanACheckLosesNothing() {
        FrameClock clock = new FrameClock(RATE);
        for (long frame = 0; frame < 1000; frame++) {
            double late = frame >= 500 && frame < 510 ? (510 - frame) * PERIOD : 0;
            assertThat(clock.index(seen(frame, 1, late))).isEqualTo(frame);
        }
    }
}
