package stanchion.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.Scenario.Line;
import stanchion.sim.scenario.Step;
import stanchion.sim.scenario.Verb;

/// Puts a broker outage into the middle of a scenario: into its longest wait, which is stretched
/// when it is too short.
///
/// ```text
/// wait 60s   ─►   wait 2s · link down · wait 20s · link up · wait 38s
/// ```
final class Outage {
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofSeconds(5);

    private Outage() {}

    static Scenario into(Scenario scenario, Duration outage) {
        if (outage.isZero()) {
            return scenario;
        }
        List<Line> lines = new ArrayList<>(scenario.lines());
        int at = longestWait(lines);
        Line line = lines.get(at);
        boolean isWait = line.step() instanceof Step.Wait;
        Duration wait = isWait ? ((Step.Wait) line.step()).span() : Duration.ZERO;
        Duration rest = wait.minus(BEFORE).minus(outage);
        List<Line> instead = new ArrayList<>(isWait ? List.of() : List.of(line));
        instead.add(wait(line, BEFORE));
        instead.add(link(line, "down", Verb.Setting.OFF));
        instead.add(wait(line, outage));
        instead.add(link(line, "up", Verb.Setting.ON));
        instead.add(wait(line, rest.compareTo(AFTER) < 0 ? AFTER : rest));
        lines.remove(at);
        lines.addAll(at, instead);
        return new Scenario(scenario.name(), lines);
    }

    /// Index of the longest wait, of the middle line when there is none.
    private static int longestWait(List<Line> lines) {
        int longest = lines.size() / 2;
        Duration most = Duration.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).step() instanceof Step.Wait(Duration span)
                    && span.compareTo(most) > 0) {
                most = span;
                longest = i;
            }
        }
        return longest;
    }

    private static Line wait(Line line, Duration span) {
        return new Line(
                line.number(),
                "wait " + span.toMillis() + "ms (around the broker's outage)",
                new Step.Wait(span));
    }

    private static Line link(Line line, String word, Verb.Setting setting) {
        return new Line(
                line.number(),
                "link " + word + " (the broker's outage)",
                new Step.Act(new Verb.Link(setting)));
    }
}
