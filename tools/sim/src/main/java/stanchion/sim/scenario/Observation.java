package stanchion.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.WattHours;

/// What can be seen at a target in one moment.
///
/// @param at since the target was started
/// @param state what the charger reads from the pilot
/// @param session the charger's session state, by name
/// @param contactor the main poles, seen in the circuits
/// @param duty at the pilot terminal, seen in the circuits; 100 % steady high, 0 % steady low
/// @param offer what the charger says it advertises
/// @param faults active or latched, as the charger says
/// @param energy metered since the vehicle was connected, as the charger says
/// @param updating what the charger says of its updates
/// @param events names of all events reported since the target was started, oldest first
public record Observation(
        Duration at,
        PilotState state,
        String session,
        ContactorPosition contactor,
        DutyCycle duty,
        Amps offer,
        Set<Fault> faults,
        WattHours energy,
        Updating updating,
        List<String> events) {
    public Observation {
        faults = Set.copyOf(faults);
        events = List.copyOf(events);
    }
}
