package stanchion.gateway.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: doubled with every failure, between half and the whole
/// of that, so that a fleet which lost its broker does not come back in one instant.
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);

    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    /// Begins with the shortest wait.
    ///
    /// @param longest no wait is longer
    public Backoff(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    /// The wait after one more failure.
    public Duration next() {
        long doubled = FIRST.toNanos() << Math.min(failures, 20);
        failures++;
        long nanos = Math.min(doubled, longest.toNanos());
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }

    /// It worked: the next failure is the first again.
    public void reset() {
        failures = 0;
    }
}
