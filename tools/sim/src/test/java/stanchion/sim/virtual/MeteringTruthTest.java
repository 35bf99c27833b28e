package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;

/// What the charger meters against the energy that flowed, with the errors of real parts between.
final class MeteringTruthTest {
    private static final int SETS_OF_PARTS = 6;

    @ParameterizedTest
    @CsvSource({
        "harmonics 0%, 16A, 0.5",
        "harmonics 0%, 16A phases 3, 0.5",
        "harmonics 0%, 6A, 0.5",
        "harmonics 15%, 16A, 1",
        "harmonics 15%, 32A phases 3, 1",
    })
    void meteredEnergyIsTheEnergyThatFlowed(String grid, String draw, double percent) {
        IntStream.range(0, SETS_OF_PARTS).forEach(seed -> charge(seed, grid, draw, percent));
    }

    private static void charge(long seed, String grid, String draw, double percent) {
        String text =
                """
                %s
                noise %s
                supply 32A
                draw %s
                plug cable 32A
                s2 close
                wait 40s
                s2 open
                wait 2s
                """
                        .formatted(grid, grid.endsWith(" 0%") ? "0%" : "0.5%", draw);
        VirtualTarget target = VirtualBench.charger(seed);
        Parsed parsed = ScenarioParser.parse("charge", text);
        new ScenarioRunner(target, entry -> {}).run(((Parsed.Accepted) parsed).scenario());
        double truth = target.truth().energy().value();
        assertThat(truth).isGreaterThan(10);
        assertThat(target.observe().energy().value())
                .as("seed %d", seed)
                .isCloseTo(truth, withinPercentage(percent));
    }
}
