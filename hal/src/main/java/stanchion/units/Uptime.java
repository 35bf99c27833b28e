package stanchion.units;

import java.time.Duration;

/// A moment on the board's monotonic clock. Only differences mean anything; it never steps and
/// knows no date.
///
/// @param nanos nanoseconds since an origin that is the same for all processes of one boot
public record Uptime(long nanos) implements Comparable<Uptime> {
    /// How much later this moment is than `earlier`; negative when it is not.
    public Duration since(Uptime earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    public Uptime plus(Duration span) {
        return new Uptime(nanos + span.toNanos());
    }

    /// Whether at least `span` has gone by since `earlier`.
    public boolean isPast(Duration span, Uptime earlier) {
        return nanos - earlier.nanos >= span.toNanos();
    }

    @Override
    public int compareTo(Uptime other) {
        return Long.compare(nanos, other.nanos);
    }
}
