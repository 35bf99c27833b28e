package stanchion.gateway.store;

/// How much the outbox may hold. Beyond it the oldest meter rows go first, and other rows only when
/// no meter row is left.
///
/// @param rows at least 10
/// @param bytes of payload, at least 10 KiB
public record Bounds(long rows, long bytes) {
    /// More than a day of an absent broker; small beside any data partition.
    public static final Bounds STANDARD = new Bounds(120_000, 64L << 20);

    public Bounds {
        if (rows < 10 || bytes < 10 * 1024) {
            throw new IllegalArgumentException("bounds of the outbox are too tight: " + rows);
        }
    }
}
