package stanchion.bench.bringup;

import java.util.Locale;

/// One measured value and what it has to lie within.
///
/// @param what is measured
/// @param unit of value and limits; empty for a count
/// @param source where the limits come from
record Finding(String what, double value, String unit, double least, double most, String source) {
    /// Whether the value lies within its limits; what could not be measured does not.
    boolean holds() {
        return value >= least && value <= most;
    }

    String text() {
        return String.format(Locale.ROOT, "%s %.3f %s (%.3f…%.3f)", what, value, unit, least, most)
                .replace("  ", " ");
    }
}
