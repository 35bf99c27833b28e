package stanchion.pilot;

import java.util.Optional;

/// What the pilot says in one cycle, at once and after debouncing.
///
/// @param levels the plateaus of this cycle
/// @param raw the state of this cycle's level alone; empty without one
/// @param state the debounced state
/// @param diode the debounced diode check
/// @param health whether the pilot circuit can be believed
public record PilotView(
        PilotLevels levels,
        Optional<PilotState> raw,
        PilotState state,
        Diode diode,
        Health health) {

    /// Whether the charger's own pilot circuit can be believed.
    public enum Health {
        GOOD,
        /// Levels that the commanded output cannot produce.
        IMPLAUSIBLE,
        /// No codes for too long.
        LOST
    }

    /// Whether the vehicle has closed S2, debounced (states C and D).
    public boolean isReady() {
        return isReady(state);
    }

    /// Whether a vehicle is there, debounced (states B, C and D).
    public boolean isConnected() {
        return state == PilotState.B || isReady();
    }

    static boolean isReady(PilotState state) {
        return state == PilotState.C || state == PilotState.D;
    }
}
