package stanchion.sim.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.sim.scenario.Scenario.Line;
import stanchion.sim.scenario.TimelineEntry.Kind;

/// Carries a scenario out at a target and writes what was done and seen.
public final class ScenarioRunner {
    /// How a run ended.
    ///
    /// @param span time of the target that went by
    public record Result(int passed, int failed, Duration span) {
        public boolean isPassed() {
            return failed == 0;
        }
    }

    private final Target target;
    private final Consumer<TimelineEntry> timeline;
    private final Map<String, Integer> eventsExpected = new HashMap<>();
    private Optional<Observation> before = Optional.empty();
    private int passed;
    private int failed;

    public ScenarioRunner(Target target, Consumer<TimelineEntry> timeline) {
        this.target = target;
        this.timeline = timeline;
    }

    /// Carries out all lines; an expectation that fails does not end the run.
    public Result run(Scenario scenario) {
        Duration start = look().at();
        for (Line line : scenario.lines()) {
            switch (line.step()) {
                case Step.Act(Verb verb) -> {
                    tell(Kind.DONE, line.text());
                    target.apply(verb, line.text());
                }
                case Step.Wait(Duration span) -> {
                    tell(Kind.DONE, line.text());
                    waitFor(span);
                }
                case Step.Expect expect -> judge(scenario, line, expect);
            }
        }
        return new Result(passed, failed, look().at().minus(start));
    }

    private void waitFor(Duration span) {
        Duration end = look().at().plus(span);
        while (advanceTowards(end)) {
            look();
        }
    }

    private void judge(Scenario scenario, Line line, Step.Expect expect) {
        Observation seen = look();
        Duration latest = seen.at().plus(expect.within());
        while (!holds(expect.claim(), seen) && advanceTowards(latest)) {
            seen = look();
        }
        boolean held = holds(expect.claim(), seen);
        Duration end = seen.at().plus(expect.span());
        while (held && advanceTowards(end)) {
            seen = look();
            held = holds(expect.claim(), seen);
        }
        if (held) {
            passed++;
            remember(expect.claim());
            tell(Kind.PASS, line.text() + ObservationText.of(expect.claim(), seen));
        } else {
            failed++;
            tell(
                    Kind.FAIL,
                    scenario.name()
                            + ":"
                            + line.number()
                            + ": "
                            + line.text()
                            + ObservationText.of(expect.claim(), seen));
        }
    }

    /// Steps on from the last look; false when `end` was reached by then.
    private boolean advanceTowards(Duration end) {
        Duration rest = end.minus(before.orElseThrow().at());
        if (rest.isZero() || rest.isNegative()) {
            return false;
        }
        target.advance(rest.compareTo(target.resolution()) < 0 ? rest : target.resolution());
        return true;
    }

    private boolean holds(Claim claim, Observation seen) {
        return switch (claim) {
            case Claim.State(var state) -> seen.state() == state;
            case Claim.Contactor(var position) -> seen.contactor() == position;
            case Claim.Duty(var range) -> range.holds(seen.duty().percent());
            case Claim.Offer(var range) -> range.holds(seen.offer().value());
            case Claim.Energy(var range) -> range.holds(seen.energy().value());
            case Claim.EventNamed(var name) -> count(name, seen) > eventsExpected(name);
            case Claim.Update(var state) -> is(seen.updating().state(), state);
            case Claim.Waiting(var gate) -> is(seen.updating().waitingFor(), gate);
            case Claim.Firmware(var version) -> seen.updating().firmware().equals(version);
            case Claim.RefusedChunks(var count) -> seen.updating().refusedChunks() == count;
            case Claim.GivenUp(var count) -> seen.updating().gaveUp() == count;
            case Claim.FaultIs(var fault) ->
                    fault.map(seen.faults()::contains).orElse(seen.faults().isEmpty());
        };
    }

    private static <T> boolean is(Optional<T> seen, T expected) {
        return seen.equals(Optional.of(expected));
    }

    private static long count(String name, Observation seen) {
        return seen.events().stream().filter(name::equalsIgnoreCase).count();
    }

    private int eventsExpected(String name) {
        return eventsExpected.getOrDefault(name, 0);
    }

    private void remember(Claim claim) {
        if (claim instanceof Claim.EventNamed(String name)) {
            eventsExpected.merge(name, 1, Integer::sum);
        }
    }

    private Observation look() {
        Observation now = target.observe();
        List<String> changes =
                before.map(earlier -> ObservationText.changes(earlier, now))
                        .orElseGet(() -> List.of(ObservationText.whole(now)));
        before = Optional.of(now);
        changes.forEach(change -> timeline.accept(new TimelineEntry(now.at(), Kind.SEEN, change)));
        return now;
    }

    private void tell(Kind kind, String text) {
        timeline.accept(new TimelineEntry(look().at(), kind, text));
    }
}
