package stanchion.charger;

import java.util.concurrent.atomic.AtomicLongArray;

/// How often something took how long, since the start: written by one thread, read by others, no
/// lock and nothing allocated on the writer's way.
///
/// Up to 32 µs every microsecond has a bin of its own; beyond, every doubling is divided into 32,
/// so that a bin's upper edge is at most 3.2 % above what fell into it. What took longer than the
/// last bin's 33 s is counted there.
final class Histogram {
    private static final int SHARES_BITS = 5;
    private static final int SHARES = 1 << SHARES_BITS;
    private static final int DOUBLINGS = 20;
    private static final int BINS = SHARES * (DOUBLINGS + 1);
    private static final long NANOS_PER_MICRO = 1_000;

    private final AtomicLongArray counts = new AtomicLongArray(BINS);

    /// Counts one more.
    ///
    /// @param nanos less than 0 counts as 0
    void count(long nanos) {
        int bin = bin(Math.max(0, nanos) / NANOS_PER_MICRO);
        counts.setRelease(bin, counts.getPlain(bin) + 1);
    }

    /// The bins that hold something, as `MICROS:COUNT` with a bin's highest microsecond, ascending,
    /// a blank between two; empty before the first.
    String text() {
        StringBuilder text = new StringBuilder();
        for (int bin = 0; bin < BINS; bin++) {
            long count = counts.getAcquire(bin);
            if (count > 0) {
                text.append(text.isEmpty() ? "" : " ").append(highestMicros(bin));
                text.append(':').append(count);
            }
        }
        return text.toString();
    }

    private static int bin(long micros) {
        if (micros < SHARES) {
            return (int) micros;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - SHARES_BITS;
        long bin = (long) shift * SHARES + (micros >>> shift);
        return (int) Math.min(bin, BINS - 1);
    }

    private static long highestMicros(int bin) {
        if (bin < SHARES) {
            return bin;
        }
        int shift = bin / SHARES - 1;
        return ((long) (SHARES + bin % SHARES + 1) << shift) - 1;
    }
}
