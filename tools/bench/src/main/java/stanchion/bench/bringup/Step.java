package stanchion.bench.bringup;

import java.util.List;
import stanchion.sim.scenario.Verb;

/// One step of the walk.
///
/// @param toDo what the person does before anything is measured
/// @param hands the same for the simulator's circuits
record Step(String id, String title, String toDo, List<Verb.OfWorld> hands, Measuring measuring) {
    /// Drives the board and measures; leaves the outputs at rest.
    @FunctionalInterface
    interface Measuring {
        List<Finding> measure(Rig rig);
    }

    Step {
        hands = List.copyOf(hands);
    }
}
