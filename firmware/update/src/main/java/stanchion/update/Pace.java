package stanchion.update;

import java.time.Duration;

/// How patient an update is.
///
/// @param firstCheck the first look for an update comes at random within this time after a start
/// @param period from one look to the next; a tenth of it more or less, so that a fleet spreads
/// @param backOff after an error; doubles with each that follows
/// @param longestBackOff what it doubles up to
public record Pace(
        Duration firstCheck, Duration period, Duration backOff, Duration longestBackOff) {
    public static final Pace USUAL =
            new Pace(
                    Duration.ofMinutes(1),
                    Duration.ofHours(6),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1));
}
