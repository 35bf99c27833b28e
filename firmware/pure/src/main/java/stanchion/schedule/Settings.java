package stanchion.schedule;

import java.util.Optional;

/// What the owner has set.
///
/// @param choice whether he ever chose his charging hours
/// @param maximumDelay of the random delay, in seconds
/// @param fuse of the house; empty when nobody measures there
public record Settings(
        Choice choice, ChargingHours hours, int maximumDelay, Optional<HouseFuse> fuse) {
    /// As shipped: the default hours hold until somebody chooses.
    public static final Settings DEFAULT =
            new Settings(
                    Choice.NOT_YET,
                    ChargingHours.DEFAULT,
                    RandomDelay.DEFAULT_MAXIMUM_SECONDS,
                    Optional.empty());

    /// What the owner said of the default hours (regulation 10).
    public enum Choice {
        NOT_YET,
        ACCEPTED,
        REMOVED,
        CHANGED
    }

    public Settings {
        if (!RandomDelay.isMaximum(maximumDelay)) {
            throw new IllegalArgumentException("a delay of up to " + maximumDelay + " s");
        }
    }

    public Settings with(Choice chosen, ChargingHours wanted) {
        return new Settings(chosen, wanted, maximumDelay, fuse);
    }

    public Settings withMaximumDelay(int seconds) {
        return new Settings(choice, hours, seconds, fuse);
    }

    public Settings with(Optional<HouseFuse> wanted) {
        return new Settings(choice, hours, maximumDelay, wanted);
    }
}
