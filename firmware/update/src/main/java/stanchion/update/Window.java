package stanchion.update;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The time of day at which the owner lets the charger restart, in local time. It may span
/// midnight; when both ends are the same it is the whole day.
///
/// @param from included
/// @param to not included
public record Window(LocalTime from, LocalTime to) {
    public boolean holds(LocalTime now) {
        if (from.isBefore(to)) {
            return !now.isBefore(from) && now.isBefore(to);
        }
        return !now.isBefore(from) || now.isBefore(to);
    }

    /// Reads `HH:MM`; nothing when either is none.
    public static Optional<Window> between(String from, String to) {
        if (from.length() != 5 || to.length() != 5) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Window(LocalTime.parse(from), LocalTime.parse(to)));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}
