package stanchion.gateway.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import stanchion.gateway.time.Discipline.Opinion;
import stanchion.units.Uptime;

/// When moments of the monotonic clock were, once that is known; what is known is never taken back.
///
/// ```text
///  unknown ── synchronised, or nobody to ask and steady for [#STEADY] ──► known from the start on
///  known ── the wall clock steps by more than [#STEP], and stays there ──► other from that moment on
/// ```
///
/// A leap second that the kernel inserts is a step of one second. Thread-safe.
public final class UtcWatch {
    /// A wall clock that nobody answers for has to go evenly for so long.
    public static final Duration STEADY = Duration.ofSeconds(30);

    /// Less is the work of a time service that adjusts the clock, or of reading two clocks.
    public static final Duration STEP = Duration.ofMillis(500);

    /// Steps remembered; older moments are then taken to be of the oldest that is left.
    static final int MOST_STRETCHES = 64;

    /// What a look brought out.
    public sealed interface Finding {
        record Nothing() implements Finding {}

        /// From now on the time is known, also of what was before.
        record Known() implements Finding {}

        /// The wall clock was set.
        record Stepped(Duration by) implements Finding {}
    }

    /// From a moment on the monotonic clock's zero was at `origin`.
    private record Stretch(Uptime from, Instant origin) {}

    private final Timeline timeline;
    private final Discipline discipline;
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private Uptime steadySince;
    private Instant lastOrigin = Instant.MIN;

    public UtcWatch(Timeline timeline, Discipline discipline) {
        this.timeline = timeline;
        this.discipline = discipline;
        this.steadySince = timeline.now();
    }

    /// Looks at both clocks; several times a second is often enough.
    public synchronized Finding look() {
        Uptime now = timeline.now();
        Instant origin = timeline.utc(new Uptime(0));
        if (!timeline.isWallClockSet()) {
            steadySince = now;
            return new Finding.Nothing();
        }
        boolean moved = lastOrigin.equals(Instant.MIN) || isStep(lastOrigin, origin);
        lastOrigin = origin;
        if (moved) {
            steadySince = now;
        }
        return stretches.isEmpty() ? learn(now, origin) : compare(now, origin, moved);
    }

    /// When it was; empty while that is not known.
    public synchronized Optional<Instant> utc(Uptime at) {
        for (Iterator<Stretch> newest = stretches.descendingIterator(); newest.hasNext(); ) {
            Stretch stretch = newest.next();
            if (!newest.hasNext() || at.compareTo(stretch.from) >= 0) {
                return Optional.of(stretch.origin.plusNanos(at.nanos()));
            }
        }
        return Optional.empty();
    }

    private Finding learn(Uptime now, Instant origin) {
        Opinion opinion = discipline.opinion();
        boolean believed =
                opinion == Opinion.SYNCHRONISED
                        || (opinion == Opinion.NOBODY && now.isPast(STEADY, steadySince));
        if (!believed) {
            return new Finding.Nothing();
        }
        stretches.add(new Stretch(now, origin));
        return new Finding.Known();
    }

    /// A step counts when the next look finds it too: one that found two clocks far apart may have
    /// been interrupted between them.
    private Finding compare(Uptime now, Instant origin, boolean moved) {
        Instant before = stretches.getLast().origin;
        if (moved || !isStep(before, origin)) {
            return new Finding.Nothing();
        }
        stretches.add(new Stretch(now, origin));
        if (stretches.size() > MOST_STRETCHES) {
            stretches.removeFirst();
        }
        return new Finding.Stepped(Duration.between(before, origin));
    }

    private static boolean isStep(Instant before, Instant after) {
        return Duration.between(before, after).abs().compareTo(STEP) > 0;
    }
}
