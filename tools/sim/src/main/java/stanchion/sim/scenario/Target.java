package stanchion.sim.scenario;

import java.time.Duration;

/// A charger in its world, on virtual time or as real processes.
public interface Target {
    /// Does what the verb says.
    ///
    /// @param line the scenario's line as written, in the form the simulator's control socket takes
    void apply(Verb verb, String line);

    /// What is to be seen now.
    Observation observe();

    /// Lets `span` of the target's time go by.
    void advance(Duration span);

    /// How often an expectation looks.
    Duration resolution();
}
