package stanchion.sim.scenario;

import java.util.List;

/// What became of a scenario's text.
public sealed interface Parsed {
    record Accepted(Scenario scenario) implements Parsed {}

    /// Every bad line, named.
    ///
    /// @param problems `FILE:LINE: reason, what is allowed`, one for each bad line
    record Rejected(List<String> problems) implements Parsed {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
