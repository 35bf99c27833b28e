package stanchion.sim.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import stanchion.journal.JournalEntry;
import stanchion.sim.Truth;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.Step;
import stanchion.sim.virtual.RandomLife.Faults;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

/// Hours of one charger, in values instead of waveforms, and what the world saw of them.
///
/// @param number from 0
/// @param cycles of the control loop
/// @param complaints what must not have happened, in words
/// @param digest follows from every decision
public record LifeRun(
        int number,
        Duration span,
        long cycles,
        Truth truth,
        long interventions,
        List<String> complaints,
        long digest) {
    /// How long one life is.
    public static final Duration SPAN = Duration.ofHours(10);

    public LifeRun {
        complaints = List.copyOf(complaints);
    }

    /// What to run.
    ///
    /// @param span at most [#SPAN]
    public record Plan(long seed, int number, Duration span, Faults faults) {
        private long own() {
            return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextLong();
        }

        Scenario scenario() {
            String text = RandomLife.text(own(), faults, span);
            return switch (ScenarioParser.parse("life " + number, text)) {
                case Parsed.Accepted(Scenario scenario) -> scenario;
                case Parsed.Rejected(List<String> problems) ->
                        throw new IllegalStateException("a random life is malformed: " + problems);
            };
        }
    }

    /// Lives one life; the same every time.
    ///
    /// @param told each line when it is carried out, with the time before it
    public static LifeRun of(Plan plan, Consumer<String> told) {
        return of(plan, told, _ -> {});
    }

    /// Lives it and tells its journal.
    ///
    /// @param journal told everything from which the charger's decisions can be repeated
    public static LifeRun of(Plan plan, Consumer<String> told, Consumer<JournalEntry> journal) {
        VirtualTarget target = VirtualBench.charger(plan.own(), Fidelity.VALUES, journal);
        List<String> complaints = new ArrayList<>();
        try {
            for (Scenario.Line line : plan.scenario().lines()) {
                told.accept(
                        "%10.3f  %s"
                                .formatted(target.observe().at().toMillis() / 1e3, line.text()));
                carryOut(line, target);
            }
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException bug) {
            complaints.add("the charger threw " + bug);
        }
        Truth truth = target.truth();
        complaints.addAll(truth.violations());
        if (target.interventions() > 0) {
            complaints.add("the interlock overruled the session");
        }
        return new LifeRun(
                plan.number(),
                target.observe().at(),
                target.cycles(),
                truth,
                target.interventions(),
                complaints,
                target.digest());
    }

    private static void carryOut(Scenario.Line line, VirtualTarget target) {
        switch (line.step()) {
            case Step.Act act -> target.apply(act.verb(), line.text());
            case Step.Wait wait -> target.advance(wait.span());
            case Step.Expect _ -> throw new IllegalStateException("a life expects nothing");
        }
    }
}
