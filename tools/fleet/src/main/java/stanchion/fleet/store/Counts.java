package stanchion.fleet.store;

/// What became of the chargers that a rollout has reached.
///
/// @param members chargers it has reached
/// @param touched of these, those that have left their old version, if only for a try
/// @param confirmed of these, those that run the new one for good
/// @param failed of these, those that reverted, gave up or fell silent in the middle of it
/// @param waiting of the members, those that may not switch over now
public record Counts(long members, long touched, long confirmed, long failed, long waiting) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /// Those of which it is known how it ended.
    public long answered() {
        return confirmed + failed;
    }
}
