package stanchion.sim.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import stanchion.journal.JournalEntry;
import stanchion.sim.Truth;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.scenario.TimelineEntry;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

/// One random session and what the world saw of it.
///
/// @param number from 0
/// @param span virtual time
/// @param interventions of the interlock
/// @param complaints what must not have happened, in words
public record SessionRun(
        int number, Duration span, Truth truth, long interventions, List<String> complaints) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    public SessionRun {
        complaints = List.copyOf(complaints);
    }

    /// Carries out session `number` of `seed`; the same every time.
    public static SessionRun of(long seed, int number, Consumer<TimelineEntry> timeline) {
        return of(seed, number, timeline, _ -> {});
    }

    /// Carries it out and tells its journal.
    ///
    /// @param journal told everything from which the charger's decisions can be repeated
    public static SessionRun of(
            long seed,
            int number,
            Consumer<TimelineEntry> timeline,
            Consumer<JournalEntry> journal) {
        long own = (seed * GOLDEN) ^ (number * 0xBF58476D1CE4E5B9L);
        Scenario scenario = scenario(number, RandomSession.text(own));
        VirtualTarget target = VirtualBench.charger(own, Fidelity.WAVEFORMS, journal);
        List<String> complaints = new ArrayList<>();
        try {
            new ScenarioRunner(target, timeline).run(scenario);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException bug) {
            complaints.add("the charger threw " + bug);
        }
        complaints.addAll(target.truth().violations());
        if (target.interventions() > 0) {
            complaints.add("the interlock overruled the session");
        }
        return new SessionRun(
                number, target.observe().at(), target.truth(), target.interventions(), complaints);
    }

    private static Scenario scenario(int number, String text) {
        return switch (ScenarioParser.parse("session " + number, text)) {
            case Parsed.Accepted(Scenario scenario) -> scenario;
            case Parsed.Rejected(List<String> problems) ->
                    throw new IllegalStateException("a random session is malformed: " + problems);
        };
    }
}
