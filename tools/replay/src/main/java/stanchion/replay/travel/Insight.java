package stanchion.replay.travel;

import java.util.Optional;
import stanchion.control.ControlCycle.Thought;
import stanchion.pilot.Cable;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.FaultSet;
import stanchion.session.Charge.Guard;
import stanchion.session.Intent;
import stanchion.units.Amps;

/// What a cycle knew that no journal holds and only a replay brings back; changes seldom.
///
/// @param raw the pilot's state by this cycle's level alone; empty without one
/// @param cable as it is believed, after debouncing
/// @param alarms faults seen in what was sensed
/// @param guard what watched over the hardware, after the cycle
/// @param intent what the outside wanted
/// @param hardware the limit of board, supply, cable and temperature
record Insight(
        Optional<PilotState> raw,
        Diode diode,
        PilotView.Health health,
        Cable cable,
        FaultSet alarms,
        Guard guard,
        Intent intent,
        Amps hardware) {
    static Insight of(Thought thought) {
        PilotView pilot = thought.measured().pilot();
        return new Insight(
                pilot.raw(),
                pilot.diode(),
                pilot.health(),
                thought.measured().cable(),
                thought.measured().alarms(),
                thought.decided().next().guard(),
                thought.intent(),
                thought.decided().limits().hardware());
    }
}
