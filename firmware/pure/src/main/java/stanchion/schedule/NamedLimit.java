package stanchion.schedule;

import java.util.List;
import stanchion.units.Amps;

/// A limit and whose it is.
///
/// ```text
/// hardware:  BOARD  SUPPLY  CABLE  TEMPERATURE ┐
/// house:     HOUSE | HOUSE_QUIET               ├─► the lowest holds, and its source is named
/// commands:  HOLD  FALLBACK | COMMAND          │   (of equals the first in [LimitSource])
/// smart:     RESPONSE | HOURS | DELAY | START  ┘
/// ```
///
/// There is no other rule: nothing raises a limit of somebody else. An override takes the smart
/// limits out of the list, and no other.
///
/// @param amps 0 or more; below 6 A nothing is offered
public record NamedLimit(Amps amps, LimitSource source) {
    public NamedLimit {
        if (amps.value() < 0) {
            throw new IllegalArgumentException("a limit cannot be " + amps);
        }
    }

    /// The lower of two limits.
    public NamedLimit lower(NamedLimit other) {
        int order = amps.compareTo(other.amps);
        boolean mine = order == 0 ? source.compareTo(other.source) <= 0 : order < 0;
        return mine ? this : other;
    }

    /// The limit that holds.
    ///
    /// @param limits at least one
    public static NamedLimit lowest(List<NamedLimit> limits) {
        return limits.stream()
                .reduce(NamedLimit::lower)
                .orElseThrow(() -> new IllegalArgumentException("no limit at all"));
    }
}
