package stanchion.charger;

import java.util.concurrent.atomic.AtomicLong;

/// How the control loop fares. Written by the loop alone, read by the other threads; no lock.
final class Vitals {
    private final AtomicLong cycles = new AtomicLong();
    private final AtomicLong deadlinesMissed = new AtomicLong();
    private final AtomicLong worstLatenessNanos = new AtomicLong();
    private final AtomicLong worstResponseNanos = new AtomicLong();
    private final AtomicLong interventions = new AtomicLong();
    private final AtomicLong reportsLost = new AtomicLong();

    /// The vitals at one moment.
    ///
    /// @param worstLatenessNanos release to wake-up
    /// @param worstResponseNanos release to outputs applied
    /// @param interventions cycles in which the interlock overruled the session
    /// @param reportsLost reports the loop could not hand over
    record Snapshot(
            long cycles,
            long deadlinesMissed,
            long worstLatenessNanos,
            long worstResponseNanos,
            long interventions,
            long reportsLost) {}

    Snapshot snapshot() {
        return new Snapshot(
                cycles.getAcquire(),
                deadlinesMissed.getAcquire(),
                worstLatenessNanos.getAcquire(),
                worstResponseNanos.getAcquire(),
                interventions.getAcquire(),
                reportsLost.getAcquire());
    }

    void woke(long latenessNanos) {
        raise(worstLatenessNanos, latenessNanos);
    }

    void cycled(long responseNanos, long missed) {
        cycles.setRelease(cycles.getPlain() + 1);
        deadlinesMissed.setRelease(deadlinesMissed.getPlain() + missed);
        raise(worstResponseNanos, responseNanos);
    }

    void intervened(long total) {
        interventions.setRelease(total);
    }

    void reportLost() {
        reportsLost.setRelease(reportsLost.getPlain() + 1);
    }

    private static void raise(AtomicLong worst, long nanos) {
        if (nanos > worst.getPlain()) {
            worst.setRelease(nanos);
        }
    }
}
