package stanchion.sim.scenario;

import java.time.Duration;

/// What one line of a scenario asks for.
public sealed interface Step {
    record Act(Verb verb) implements Step {}

    record Wait(Duration span) implements Step {}

    /// The claim begins to hold no later than `within` after the line is reached, and from then on
    /// holds for `span`.
    record Expect(Claim claim, Duration within, Duration span) implements Step {}
}
