package stanchion.charger;

import java.time.Duration;

/// The absolute releases of the control loop, and whether a cycle met its deadline.
///
/// ```text
///  release k      wake-up        outputs applied          release k+1
///     ├───────────────┤· · · · · · · · · · ┤ · · · · · · · · · · │
///     │ ≤ 5 ms: MAX_WAKE_LATENESS          │ before the next release
/// ```
///
/// A cycle has met its deadline when both hold. A release that has gone by before the loop came
/// round to it is skipped, never made up for in a burst, and counts as a missed deadline.
final class Pace {
    static final Duration CYCLE = Duration.ofMillis(10);
    static final Duration MAX_WAKE_LATENESS = Duration.ofMillis(5);

    /// Whether a cycle's outputs were applied in time.
    enum Deadline {
        MET,
        MISSED
    }

    private final Vitals vitals;
    private long releaseNanos;
    private long latenessNanos;

    /// @param startNanos of the monotonic clock; the first release follows one cycle later
    Pace(long startNanos, Vitals vitals) {
        this.vitals = vitals;
        releaseNanos = startNanos + CYCLE.toNanos();
    }

    /// How long to wait for the next release; not positive when it is there.
    long untilReleaseNanos(long nowNanos) {
        return releaseNanos - nowNanos;
    }

    /// The loop woke up for the release.
    void woke(long nowNanos) {
        latenessNanos = nowNanos - releaseNanos;
        vitals.woke(latenessNanos);
    }

    /// The outputs are applied; moves on to the next release that has not gone by.
    Deadline applied(long nowNanos) {
        long next = releaseNanos + CYCLE.toNanos();
        long skipped = nowNanos < next ? 0 : (nowNanos - next) / CYCLE.toNanos() + 1;
        boolean met = skipped == 0 && latenessNanos <= MAX_WAKE_LATENESS.toNanos();
        vitals.cycled(nowNanos - releaseNanos, met ? 0 : Math.max(1, skipped));
        if (met) {
            vitals.met(nowNanos);
        }
        releaseNanos = next + skipped * CYCLE.toNanos();
        return met ? Deadline.MET : Deadline.MISSED;
    }
}
