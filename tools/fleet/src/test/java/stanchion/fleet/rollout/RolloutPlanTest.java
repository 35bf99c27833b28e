package stanchion.fleet.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import stanchion.fleet.rollout.RolloutPlan.Decision;
import stanchion.fleet.store.Counts;

class RolloutPlanTest {
    private static final Duration SOAK = Duration.ofHours(1);
    private static final RolloutPlan PLAN =
            new RolloutPlan(List.of(450, 2500, 10_000), 200, 20, SOAK);

    @Test
    void aStageWaitsUntilItHasStoodLongEnough() {
        Counts well = new Counts(100, 100, 100, 0, 0);
        assertThat(PLAN.decide(0, well, SOAK.minusSeconds(1))).isInstanceOf(Decision.Wait.class);
        assertThat(PLAN.decide(0, well, SOAK)).isInstanceOf(Decision.Next.class);
    }

    @Test
    void failuresAboveTheLimitHaltAtOnceWhateverTheOthersDo() {
        assertThat(PLAN.decide(0, new Counts(100, 3, 0, 3, 0), Duration.ZERO))
                .isInstanceOf(Decision.Halt.class);
        assertThat(PLAN.decide(0, new Counts(100, 2, 0, 2, 0), Duration.ZERO))
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void aStageIsPassedOnceEnoughChargersHaveShownIt() {
        assertThat(PLAN.sample()).isEqualTo(80);
        assertThat(PLAN.decide(0, new Counts(100, 79, 79, 0, 0), SOAK))
                .isInstanceOf(Decision.Wait.class);
        assertThat(PLAN.decide(0, new Counts(100, 80, 80, 0, 0), SOAK))
                .isInstanceOf(Decision.Next.class);
    }

    @Test
    void aStageThatHasAnsweredAndDoesNotShowItHalts() {
        assertThat(PLAN.decide(0, new Counts(100, 100, 99, 1, 0), SOAK))
                .isInstanceOf(Decision.Halt.class);
        assertThat(PLAN.decide(1, new Counts(500, 500, 496, 4, 0), SOAK))
                .isInstanceOf(Decision.Next.class);
    }

    @Test
    void chargersThatWaitForAVehicleHoldNobodyUp() {
        assertThat(PLAN.decide(0, new Counts(100, 90, 90, 0, 10), SOAK))
                .isInstanceOf(Decision.Next.class);
        assertThat(PLAN.decide(2, new Counts(2000, 1900, 1900, 0, 100), SOAK))
                .isInstanceOf(Decision.Next.class);
        assertThat(PLAN.decide(2, new Counts(2000, 1900, 1900, 0, 99), SOAK))
                .isInstanceOf(Decision.Wait.class);
    }

    @Test
    void aStageTooSmallToShowAnythingIsPassedOnlyWithoutFailure() {
        assertThat(PLAN.decide(0, new Counts(3, 3, 3, 0, 0), SOAK))
                .isInstanceOf(Decision.Next.class);
        assertThat(PLAN.decide(0, new Counts(3, 3, 2, 1, 0), SOAK))
                .isInstanceOf(Decision.Halt.class);
    }

    @Test
    void aStageThatHasReachedNobodyIsPassed() {
        assertThat(PLAN.decide(0, Counts.NONE, SOAK)).isInstanceOf(Decision.Next.class);
    }

    @Test
    void theChanceOfFewFailuresIsThatOfTheBinomialDistribution() {
        assertThat(RolloutPlan.atMost(0, 90, 0.03)).isCloseTo(0.0645, within(1e-4));
        assertThat(RolloutPlan.atMost(1, 90, 0.03)).isCloseTo(0.2440, within(1e-4));
        assertThat(RolloutPlan.atMost(300, 15_000, 0.02)).isCloseTo(0.5155, within(1e-3));
    }

    /// What README says of the figures: seeds, each a fleet of its own.
    @Test
    void aReleaseOfWhichThreePercentFailSeldomPassesAFirstStageOfNinety() {
        int passed = passed(90, 0.03, 10_000);
        assertThat(passed).isBetween(500, 800);
        assertThat(passed(90, 0.0, 100)).isEqualTo(100);
        assertThat(passed(750, 0.03, 10_000)).isLessThan(100);
    }

    private static int passed(int chargers, double chance, int fleets) {
        SplittableRandom random = new SplittableRandom(1);
        int passed = 0;
        for (int fleet = 0; fleet < fleets; fleet++) {
            int failed = 0;
            for (int i = 0; i < chargers; i++) {
                failed += random.nextDouble() < chance ? 1 : 0;
            }
            Counts counts = new Counts(chargers, chargers, chargers - failed, failed, 0);
            passed += PLAN.decide(0, counts, SOAK) instanceof Decision.Next ? 1 : 0;
        }
        return passed;
    }

    @Test
    void nonsenseIsNoPlan() {
        assertThatThrownBy(() -> new RolloutPlan(List.of(100, 100), 200, 20, SOAK))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> new RolloutPlan(List.of(), 200, 20, SOAK))
                .hasMessageContaining("stages");
        assertThatThrownBy(() -> new RolloutPlan(List.of(100), 0, 20, SOAK))
                .hasMessageContaining("halt");
    }
}
