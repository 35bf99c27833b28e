package stanchion.notify;

import java.time.Duration;

/// When to speak again. Who was not heard tries again soon, then ever less often; who was heard
/// repeats it ever less often, because people and servers forget.
final class Rhythm {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LAST_RETRY = Duration.ofMinutes(10);
    private static final Duration FIRST_REPEAT = Duration.ofMinutes(1);
    private static final Duration LAST_REPEAT = Duration.ofHours(24);
    private static final int MOST_DOUBLINGS = 20;

    private int failures;
    private int successes;

    Duration afterFailure() {
        return doubled(FIRST_RETRY, failures++, LAST_RETRY);
    }

    Duration afterSuccess() {
        failures = 0;
        return doubled(FIRST_REPEAT, successes++, LAST_REPEAT);
    }

    private static Duration doubled(Duration first, int times, Duration last) {
        Duration wait = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return wait.compareTo(last) < 0 ? wait : last;
    }
}
