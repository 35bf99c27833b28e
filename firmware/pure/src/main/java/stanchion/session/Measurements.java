package stanchion.session;

import stanchion.hal.Inputs;
import stanchion.pilot.Cable;
import stanchion.pilot.PilotView;
import stanchion.units.Uptime;

/// Everything sensed in one cycle, as what it means.
public record Measurements(
        Uptime at, PilotView pilot, Cable cable, Mains mains, Inputs inputs, Sampling sampling) {

    /// Whether the samples join those of the previous cycle.
    public enum Sampling {
        CONTINUOUS,
        /// Codes are missing, or this cycle came too late.
        BROKEN
    }

    /// Whether any of this can be believed.
    public boolean isLost() {
        return sampling == Sampling.BROKEN || pilot.health() == PilotView.Health.LOST;
    }
}
