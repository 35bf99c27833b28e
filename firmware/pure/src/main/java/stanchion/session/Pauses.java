package stanchion.session;

import java.time.Duration;

/// How often the charge of the vehicle that is there was paused because nothing was to be offered.
///
/// Limits that come and go with the sun must not wear out the contactor: the more pauses, the
/// longer the rest before the next offer. It is forgotten when the vehicle leaves.
///
/// ```text
///  pause       1st    2nd     3rd     4th and every later one
///  rest       30 s   60 s   120 s   240 s                       from the pause on
/// ```
///
/// @param count 0…[#MOST]; what comes beyond is not told apart
public record Pauses(int count) {
    /// Of a vehicle that has just come.
    public static final Pauses NONE = new Pauses(0);

    static final Duration FIRST_REST = Duration.ofSeconds(30);
    static final int MOST = 4;

    Pauses oneMore() {
        return count == MOST ? this : new Pauses(count + 1);
    }

    /// Counted from the pause until something may be offered again.
    Duration rest() {
        return FIRST_REST.multipliedBy(1L << Math.max(0, count - 1));
    }
}
