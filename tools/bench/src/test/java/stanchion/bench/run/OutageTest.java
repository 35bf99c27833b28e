package stanchion.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.Step;

class OutageTest {
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    @Test
    void theLongestWaitHoldsTheOutageAndKeepsItsLength() {
        Scenario scenario = with("plug\nwait 5s\ns2 close\nwait 60s\nunplug");

        Scenario disturbed = Outage.into(scenario, OUTAGE);

        assertThat(words(disturbed))
                .containsExactly(
                        "plug", "wait", "s2", "wait", "link", "wait", "link", "wait", "unplug");
        assertThat(waited(disturbed)).isEqualTo(waited(scenario));
    }

    @Test
    void aWaitThatIsTooShortIsStretched() {
        Scenario disturbed = Outage.into(with("plug\nwait 3s\nunplug"), OUTAGE);

        assertThat(waited(disturbed)).isGreaterThan(OUTAGE);
    }

    @Test
    void aScenarioWithoutAWaitIsDisturbedInItsMiddle() {
        Scenario disturbed = Outage.into(with("plug\ns2 close\nunplug"), OUTAGE);

        assertThat(words(disturbed))
                .containsExactly("plug", "s2", "wait", "link", "wait", "link", "wait", "unplug");
    }

    @Test
    void noOutageLeavesTheScenarioAsItIs() {
        Scenario scenario = with("plug\nwait 3s\nunplug");
        assertThat(Outage.into(scenario, Duration.ZERO)).isEqualTo(scenario);
    }

    private static Scenario with(String text) {
        if (ScenarioParser.parse("test", text) instanceof Parsed.Accepted(Scenario scenario)) {
            return scenario;
        }
        throw new AssertionError(text);
    }

    private static List<String> words(Scenario scenario) {
        return scenario.lines().stream()
                .map(line -> line.text().substring(0, (line.text() + " ").indexOf(' ')))
                .toList();
    }

    private static Duration waited(Scenario scenario) {
        return scenario.lines().stream()
                .map(line -> line.step() instanceof Step.Wait(Duration span) ? span : Duration.ZERO)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
