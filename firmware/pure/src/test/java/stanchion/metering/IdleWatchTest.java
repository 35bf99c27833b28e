package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What steady windows tell of the converters themselves.
final class IdleWatchTest {
    private static final int FRAMES = 8;

    @Test
    void atFirstItIsTheMeanOfAllWindows() {
        IdleWatch watch = new IdleWatch(1, Coupling.DC);
        assertThat(watch.learned()).containsExactly(Idle.NOTHING);
        watch.learn(window(10, 1));
        watch.learn(window(20, 3));
        watch.learn(window(30, 8));
        assertThat(watch.learned())
                .first()
                .satisfies(idle -> {
                    assertThat(idle.volts()).isCloseTo(20, within(1e-9));
                    assertThat(idle.amps()).isCloseTo(4, within(1e-9));
                });
    }

    @Test
    void thenEachWindowCountsAsMuchAsASixtyFourth() {
        IdleWatch watch = new IdleWatch(1, Coupling.DC);
        for (int i = 0; i < 1000; i++) {
            watch.learn(window(10, 1));
        }
        watch.learn(window(74, -63));
        assertThat(watch.learned())
                .first()
                .satisfies(idle -> {
                    assertThat(idle.volts()).isCloseTo(11, within(1e-9));
                    assertThat(idle.amps()).isCloseTo(0, within(1e-9));
                });
    }

    @Test
    void aWholeWindowKnowsItsOwnUnlessItsMeansBelongToTheSignal() {
        for (Coupling coupling : Coupling.values()) {
            IdleWatch watch = new IdleWatch(1, coupling);
            watch.learn(window(10, 1));
            double volts = watch.of(window(30, 8)).getFirst().volts();
            assertThat(volts).isCloseTo(coupling == Coupling.AC ? 30 : 10, within(1e-9));
        }
    }

    private static Slice window(double volts, double amps) {
        Bundles bundles = new Bundles(1);
        for (int n = 0; n < FRAMES; n++) {
            bundles.set(n, volts, amps);
        }
        double[] shares = new double[Bundles.CAPACITY];
        Arrays.fill(shares, 1);
        Oscillator oscillator = new Oscillator(1000, 50);
        oscillator.turn(0, FRAMES);
        Slice slice = new Slice(1);
        Stretch all = new Stretch(shares, 0, FRAMES, 0, oscillator);
        slice.add(new Bundles[] {bundles}, all, 1);
        slice.close(FRAMES, List.of(Sensing.PLAIN), oscillator.step());
        return slice;
    }
}
