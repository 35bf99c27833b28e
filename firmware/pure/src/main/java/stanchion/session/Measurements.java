package stanchion.session;

import stanchion.hal.Inputs;
import stanchion.pilot.Cable;
import stanchion.pilot.PilotView;
import stanchion.safety.FaultSet;
import stanchion.units.Uptime;

/// Everything sensed in one cycle, as what it means.
///
/// @param alarms the faults that can be told from what was sensed and commanded alone, each since
///   long enough
/// @param switching whether the contactor was told something else a moment ago
public record Measurements(
        Uptime at,
        PilotView pilot,
        Cable cable,
        Mains mains,
        Inputs inputs,
        FaultSet alarms,
        Switching switching) {
    /// Whether the contactor's last change still disturbs what is near it.
    public enum Switching {
        /// Less than a second ago.
        RECENT,
        LONG_AGO
    }

    /// Whether none of this can be believed.
    public boolean isLost() {
        return alarms.intersects(FaultSet.BLIND);
    }
}
