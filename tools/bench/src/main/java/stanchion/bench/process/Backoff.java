package stanchion.bench.process;

import java.time.Duration;

/// How long to wait before the next start: doubled with every quick death, forgotten after a life
/// of some length.
///
/// @param first before the first restart
/// @param most never longer
/// @param settled a process that lived this long starts afresh
public record Backoff(Duration first, Duration most, Duration settled) {
    public static final Backoff USUAL =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /// The wait that follows `previous`, after a life of `lived`.
    public Duration after(Duration previous, Duration lived) {
        if (previous.isZero() || !isEarly(lived)) {
            return first;
        }
        Duration doubled = previous.multipliedBy(2);
        return doubled.compareTo(most) > 0 ? most : doubled;
    }

    /// Whether a life of that length ended before the process had settled.
    public boolean isEarly(Duration lived) {
        return lived.compareTo(settled) < 0;
    }
}
