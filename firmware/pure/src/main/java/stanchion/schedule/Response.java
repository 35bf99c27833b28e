package stanchion.schedule;

import java.time.Duration;
import java.time.Instant;
import stanchion.units.Amps;

/// A demand-side response somebody asked for: for a while this rate instead of the charging hours,
/// lower or at another time. All other limits hold as before.
///
/// @param event its name; another response of the same name replaces it
/// @param by who asked, as he calls himself
/// @param amps 0 or 6…80 A
/// @param end excluded
public record Response(
        String event, String by, Amps amps, Priority priority, Instant start, Instant end) {
    public static final Duration LONGEST = Duration.ofHours(24);

    /// A response may be announced so long ahead.
    public static final Duration FARTHEST = Duration.ofDays(7);

    /// Whose word counts more.
    public enum Priority {
        /// A tariff or a forecast.
        ADVICE,
        /// The owner has agreed to it; he may override it.
        CONTRACT,
        /// The grid is in danger: no override ends it.
        EMERGENCY
    }

    boolean holds(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }

    boolean isOver(Instant moment) {
        return !moment.isBefore(end);
    }

    @Override
    public String toString() {
        return "%s by %s: %s, %s, %s to %s".formatted(event, by, amps, priority, start, end);
    }
}
