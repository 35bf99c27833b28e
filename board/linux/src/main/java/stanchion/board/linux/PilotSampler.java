package stanchion.board.linux;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import stanchion.hal.linux.RealtimePriority;

/// The sampler's thread: every 5 ms a burst of the pilot and the digital inputs, into the ring.
///
/// The burst is one call into the kernel, which makes its conversions at the pace of the bus.
final class PilotSampler implements Runnable {
    /// Every cycle of the loop finds one or two rounds, however the two beat.
    static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /// Below the loop, above the rest of the process.
    private static final int PRIORITY = 70;

    /// Where a round comes from.
    @FunctionalInterface
    interface Source {
        /// Fills in codes, count, proximity and inputs; a count of 0 when the converter is silent.
        void fill(PilotRing.Round round);
    }

    private final Source source;
    private final PilotRing ring;
    private volatile boolean stopping;

    PilotSampler(Source source, PilotRing ring) {
        this.source = source;
        this.ring = ring;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        RealtimePriority.raise(PRIORITY);
        long release = System.nanoTime();
        while (!stopping) {
            sample();
            long now = System.nanoTime();
            long skipped = Math.max(0, (now - release) / ROUND_NANOS);
            release += (skipped + 1) * ROUND_NANOS;
            for (long left = release - now; left > 0; left = release - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /// One round.
    void sample() {
        PilotRing.Round round = ring.next();
        source.fill(round);
        round.nanos = System.nanoTime();
        ring.publish(round);
    }
}
