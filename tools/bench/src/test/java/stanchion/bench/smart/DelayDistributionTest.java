package stanchion.bench.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.gateway.charging.SecureDraw;
import stanchion.schedule.Draw;

/// A fleet after a blackout, and fleets whose delays are wrong in the ways they usually are.
class DelayDistributionTest {
    private static final int FLEET = 20_000;

    /// Chance alone fails it once in 200,000 runs.
    @Test
    void aFleetThatStartsInOneSecondIsSpreadEvenlyFromEndToEnd() {
        DelayDistribution fleet = DelayDistribution.of(FLEET, 600, SecureDraw::new);
        assertThat(fleet.holds()).as(fleet.text()).isTrue();
        assertThat(fleet.text()).contains("holds").contains("600 degrees of freedom");
    }

    @Test
    void itIsSpreadOverTheLargestMaximumToo() {
        DelayDistribution fleet = DelayDistribution.of(2 * FLEET, 1800, SecureDraw::new);
        assertThat(fleet.holds()).as(fleet.text()).isTrue();
    }

    @Test
    void chargersThatSeedTheirGeneratorFromTheSecondAreFoundOut() {
        assertThat(fleet(() -> new SplittableRandom(1_800_000_000)).holds()).isFalse();
    }

    @Test
    void aDelayThatNeverReachesItsMaximumIsFoundOut() {
        Draw draw = seeded(new SplittableRandom(1));
        DelayDistribution tooShort =
                DelayDistribution.of(FLEET, 600, () -> most -> draw.upTo(most - 1));
        assertThat(tooShort.areBothEndsReached()).isFalse();
        assertThat(tooShort.holds()).isFalse();
    }

    @Test
    void delaysThatFollowTheSerialNumberAreFoundOut() {
        AtomicInteger serial = new AtomicInteger();
        DelayDistribution inOrder =
                DelayDistribution.of(
                        601 * 40, 600, () -> most -> serial.getAndIncrement() * 601 / (601 * 40));
        assertThat(inOrder.correlations().getFirst().isNone()).isFalse();
        assertThat(inOrder.holds()).isFalse();
    }

    @Test
    void aRemainderOfARangeThatDoesNotFitIsFoundOut() {
        SplittableRandom random = new SplittableRandom(1);
        // as a remainder of a small range would have it: the lower half twice as likely
        DelayDistribution biased =
                DelayDistribution.of(FLEET, 600, () -> most -> random.nextInt(902) % (most + 1));
        assertThat(biased.uniformity().isCredible()).isFalse();
    }

    /// Values of published tables.
    @ParameterizedTest
    @CsvSource({"18.307,10,0.05", "124.342,100,0.05", "135.807,100,0.01", "99.334,100,0.5"})
    void tailOfChiSquareIsThatOfTheTables(double chiSquare, int degrees, double p) {
        assertThat(Uniformity.beyond(chiSquare, degrees)).isCloseTo(p, within(5e-4));
    }

    private static DelayDistribution fleet(Supplier<SplittableRandom> random) {
        return DelayDistribution.of(FLEET, 600, () -> seeded(random.get()));
    }

    private static Draw seeded(SplittableRandom random) {
        return most -> random.nextInt(most + 1);
    }
}
