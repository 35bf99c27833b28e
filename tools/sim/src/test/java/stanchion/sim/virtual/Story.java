package stanchion.sim.virtual;

import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;

/// A short charge that its vehicle does not end when it is asked to.
final class Story {
    private Story() {}

    static void charge(VirtualTarget target) {
        String text =
                """
                draw 16A
                obey off
                plug cable 32A
                wait 1s
                s2 close
                wait 4s
                limit 0A for 60s
                wait 8s
                """;
        if (ScenarioParser.parse("story", text) instanceof Parsed.Accepted(Scenario scenario)) {
            new ScenarioRunner(target, _ -> {}).run(scenario);
        } else {
            throw new IllegalStateException("the story is malformed");
        }
    }
}
