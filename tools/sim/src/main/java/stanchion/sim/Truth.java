package stanchion.sim;

import java.util.Set;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.WattHours;

/// What is so in the world, whatever the charger makes of it.
///
/// @param energy that flowed through the contactor's poles
/// @param poles the main poles
/// @param duty between the zero crossings at the pilot terminal; 100 % and 0 % without PWM
/// @param advertised what the plugged vehicle reads from that duty
/// @param worstOpenMillis longest time from a cause that must open the contactor to open poles
/// @param closures of the poles
/// @param openedUnderLoad openings with more than 1 A flowing
/// @param violations invariants that were broken, in words
public record Truth(
        WattHours energy,
        ContactorPosition poles,
        DutyCycle duty,
        Amps advertised,
        long worstOpenMillis,
        long closures,
        long openedUnderLoad,
        Set<String> violations) {
    public Truth {
        violations = Set.copyOf(violations);
    }
}
