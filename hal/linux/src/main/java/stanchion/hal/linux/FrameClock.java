package stanchion.hal.linux;

/// Counts frames of an evenly sampling converter by their times, so that a lost one is seen.
///
/// A time can be late (an interrupt that had to wait) and never early. So frames are lost exactly
/// when all times of a while are late by more than half a period; one that is late proves nothing.
/// Between two such checks the clock follows the converter's crystal.
final class FrameClock {
    /// Frames between two checks: a loss is seen this many frames later.
    static final int CHECK_EVERY = 16;

    private static final double NANOS = 1e9;

    private final double periodNanos;
    private double expectedNanos;
    private double leastLate = Double.MAX_VALUE;
    private long index = -1;
    private int sinceCheck;
    private long lost;

    FrameClock(double framesPerSecond) {
        periodNanos = NANOS / framesPerSecond;
    }

    /// The number of a frame, from 0, lost ones counted.
    ///
    /// @param nanos when it was sampled, or somewhat later
    long index(long nanos) {
        expectedNanos = index < 0 ? nanos : expectedNanos + periodNanos;
        index++;
        leastLate = Math.min(leastLate, nanos - expectedNanos);
        sinceCheck++;
        if (sinceCheck == CHECK_EVERY) {
            check();
        }
        return index;
    }

    private void check() {
        long missed = Math.max(0, Math.round(leastLate / periodNanos));
        index += missed;
        lost += missed;
        expectedNanos += leastLate;
        leastLate = Double.MAX_VALUE;
        sinceCheck = 0;
    }

    /// Frames lost so far.
    long lost() {
        return lost;
    }
}
