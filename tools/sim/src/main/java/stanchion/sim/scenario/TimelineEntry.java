package stanchion.sim.scenario;

import java.time.Duration;
import java.util.Locale;

/// One line of the timeline.
///
/// @param at time of the target
public record TimelineEntry(Duration at, Kind kind, String text) {
    public enum Kind {
        /// A verb or a wait of the scenario.
        DONE,
        /// Something changed.
        SEEN,
        PASS,
        FAIL
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%10.3f s  %-4s  %s", at.toNanos() / 1e9, kind, text);
    }
}
