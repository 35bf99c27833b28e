package stanchion.board;

import java.time.Duration;
import stanchion.board.Entries.Range;

/// Within which range a key is safe, and why.
final class Ranges {
    /// The least and the greatest offer of IEC 61851-1 table A.7.
    static final Range RATED = new Range(6, 80, "A");

    /// Opening within 100 ms is the firmware's duty; a board that waits longer than this for a dead
    /// one is no second line.
    static final Range SILENCE_MILLIS = new Range(30, 500, "ms");

    /// Ten samples a period of the 1 kHz pilot at least, to tell two plateaus apart.
    static final Range PILOT_RATE = new Range(10_000, 200_000, "Hz");

    /// Harmonics up to the 40th at 50 Hz need 4 kS/s.
    static final Range MAINS_RATE = new Range(4_000, 64_000, "Hz");

    static final Range PULL_UP = new Range(1, 24, "V");
    static final Range PULL_UP_RESISTOR = new Range(100, 10_000, "Ohm");
    static final Range PHASES = new Range(1, 3, "");

    private static final Range LAG_MICROS = new Range(-1_000, 1_000, "us");

    private Ranges() {}

    static Duration lag(Entries from, String key) throws BadLineException {
        return Duration.ofNanos(Math.round(from.number(key, LAG_MICROS) * 1_000));
    }
}
