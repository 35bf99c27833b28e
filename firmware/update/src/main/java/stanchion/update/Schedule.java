package stanchion.update;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// When the maker is asked next. Spread at random, so that a fleet never asks in one instant.
final class Schedule {
    /// Before a switch what the maker says must be known as of so long ago, if it can be asked.
    static final Duration FRESH = Duration.ofMinutes(10);

    private final Pace pace;
    private final Random random;
    private Instant next;
    private Instant last = Instant.EPOCH;
    private int failures;

    /// @param seed of everything that is spread
    Schedule(Pace pace, long seed, Instant now) {
        this.pace = pace;
        this.random = new Random(seed);
        this.next = now.plus(part(pace.firstCheck()));
    }

    Instant next() {
        return next;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    /// Whether there may be news that matter before a switch.
    boolean isStale(Instant now) {
        return now.isAfter(last.plus(FRESH));
    }

    /// Whether a wait is longer than any that is planned here: then somebody has set the clock.
    boolean isBeyond(Duration wait) {
        return wait.compareTo(pace.period().multipliedBy(2)) > 0;
    }

    /// At once, whatever was known.
    void ask(Instant now) {
        next = now;
        last = Instant.EPOCH;
    }

    /// The maker is asked, and may not answer.
    void asks(Instant now) {
        last = now;
    }

    /// The maker has answered.
    void answered(Instant now) {
        last = now;
        next = now.plus(around(pace.period()));
    }

    /// The maker is asked again after a failure.
    void again(Instant now, Duration wait) {
        next = now.plus(wait);
    }

    void succeeded() {
        failures = 0;
    }

    /// How long to wait after one more failure.
    Duration failed() {
        Duration wait = pace.backOff();
        for (int i = 0; i < failures && wait.compareTo(pace.longestBackOff()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        failures++;
        return around(wait.compareTo(pace.longestBackOff()) < 0 ? wait : pace.longestBackOff());
    }

    /// A random part of a time.
    private Duration part(Duration whole) {
        return Duration.ofMillis(random.nextLong(Math.max(1, whole.toMillis())));
    }

    /// A time, a tenth of it more or less.
    private Duration around(Duration time) {
        return time.minus(time.dividedBy(10)).plus(part(time.dividedBy(5)));
    }
}
