package stanchion.charger;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import stanchion.units.Uptime;

/// How the control loop fares. Written by the loop alone, read by the other threads; no lock.
final class Vitals {
    private static final long NOT_YET = Long.MIN_VALUE;

    private final AtomicLong firstMetNanos = new AtomicLong(NOT_YET);
    private final AtomicLong cycles = new AtomicLong();
    private final AtomicLong deadlinesMissed = new AtomicLong();
    private final AtomicLong worstLatenessNanos = new AtomicLong();
    private final AtomicLong worstResponseNanos = new AtomicLong();
    private final AtomicLong interventions = new AtomicLong();
    private final AtomicLong reportsLost = new AtomicLong();
    private final Histogram latenesses = new Histogram();
    private final Histogram responses = new Histogram();

    /// The vitals at one moment.
    ///
    /// @param firstMet when outputs were applied in time for the first time; none before that
    /// @param worstLatenessNanos release to wake-up
    /// @param worstResponseNanos release to outputs applied
    /// @param interventions cycles in which the interlock overruled the session
    /// @param reportsLost reports the loop could not hand over
    /// @param latenesses every release to wake-up, as [Histogram#text]
    /// @param responses every release to outputs applied, likewise
    record Snapshot(
            Optional<Uptime> firstMet,
            long cycles,
            long deadlinesMissed,
            long worstLatenessNanos,
            long worstResponseNanos,
            long interventions,
            long reportsLost,
            String latenesses,
            String responses) {}

    Snapshot snapshot() {
        return new Snapshot(
                firstMet(),
                cycles.getAcquire(),
                deadlinesMissed.getAcquire(),
                worstLatenessNanos.getAcquire(),
                worstResponseNanos.getAcquire(),
                interventions.getAcquire(),
                reportsLost.getAcquire(),
                latenesses.text(),
                responses.text());
    }

    private Optional<Uptime> firstMet() {
        long nanos = firstMetNanos.getAcquire();
        return nanos == NOT_YET ? Optional.empty() : Optional.of(new Uptime(nanos));
    }

    void met(long nowNanos) {
        if (firstMetNanos.getPlain() == NOT_YET) {
            firstMetNanos.setRelease(nowNanos);
        }
    }

    void woke(long latenessNanos) {
        raise(worstLatenessNanos, latenessNanos);
        latenesses.count(latenessNanos);
    }

    void cycled(long responseNanos, long missed) {
        cycles.setRelease(cycles.getPlain() + 1);
        deadlinesMissed.setRelease(deadlinesMissed.getPlain() + missed);
        raise(worstResponseNanos, responseNanos);
        responses.count(responseNanos);
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
