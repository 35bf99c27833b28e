package stanchion.schedule;

import java.util.List;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What a house draws from its supply, the charger included.
///
/// @param at when it was heard
/// @param phases one to three, in the charger's order; negative where the house feeds in
public record SupplyReading(Uptime at, List<Amps> phases) {
    public static final int MOST_PHASES = 3;

    public SupplyReading {
        if (phases.isEmpty() || phases.size() > MOST_PHASES) {
            throw new IllegalArgumentException(phases.size() + " phases");
        }
        phases = List.copyOf(phases);
    }
}
