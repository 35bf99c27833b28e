package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.virtual.LifeRun.Plan;
import stanchion.sim.virtual.RandomLife.Faults;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

final class LivesTest {
    private static final long SEED = 6;

    @Test
    void noLifeBreaksAnInvariant() throws InterruptedException {
        List<Plan> plans = IntStream.range(0, 6).mapToObj(number -> plan(number, 5)).toList();
        Lives all = Lives.run(plans, 2, _ -> {});
        assertThat(all.bad()).as(() -> Kept.lives(plans, all.bad())).isEmpty();
        assertThat(all.span()).isGreaterThanOrEqualTo(Duration.ofHours(30));
        assertThat(all.closures()).isGreaterThan(20);
        assertThat(all.worstOpenMillis()).isBetween(1L, 100L);
    }

    @Test
    void sameSeedDecidesTheSame() {
        LifeRun once = LifeRun.of(plan(1, 2), _ -> {});
        assertThat(LifeRun.of(plan(1, 2), _ -> {})).isEqualTo(once);
        assertThat(LifeRun.of(plan(2, 2), _ -> {}).digest()).isNotEqualTo(once.digest());
    }

    @Test
    void quietTimeTakesFewCycles() {
        LifeRun run = LifeRun.of(plan(3, 5), _ -> {});
        assertThat(run.cycles()).isLessThan(run.span().toMillis() / 10 / 4);
    }

    @Test
    void valuesAndWaveformsLeadThroughTheSameEvents() {
        assertThat(events(Fidelity.VALUES))
                .isEqualTo(events(Fidelity.WAVEFORMS))
                .contains("CHARGE_STARTED");
    }

    private static List<String> events(Fidelity fidelity) {
        String text =
                """
                draw 10A phases 1
                plug cable 32A
                wait 2s
                s2 close
                wait 20s
                earth lost
                wait 2s
                earth ok
                wait 35s
                limit 0A for 10s
                wait 20s
                mains 170V
                wait 8s
                mains 230V 50Hz
                wait 45s
                residual 30mA ac
                wait 2s
                unplug
                wait 5s
                """;
        VirtualTarget target = VirtualBench.charger(SEED, fidelity);
        if (ScenarioParser.parse("story", text) instanceof Parsed.Accepted(Scenario scenario)) {
            new ScenarioRunner(target, _ -> {}).run(scenario);
        }
        return new ArrayList<>(target.observe().events());
    }

    private static Plan plan(int number, int hours) {
        return new Plan(SEED, number, Duration.ofHours(hours), Faults.SOME);
    }
}
