package stanchion.bench.year;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What really happened: the history is held against it. Energy in millionths of a watt-hour.
final class Truth {
    static final long QUARTER_SECONDS = 900;

    /// A charge that took place.
    ///
    /// @param end when the vehicle left, or the power
    record Session(Instant begin, Instant end, long energy) {}

    private final Map<Long, Long> quarters = new TreeMap<>();
    private final List<Session> sessions = new ArrayList<>();
    private long energy;

    /// A step with power, from a moment on.
    void step(Instant from, long flowed) {
        quarters.merge(Math.floorDiv(from.getEpochSecond(), QUARTER_SECONDS), flowed, Long::sum);
        energy += flowed;
    }

    void ended(Session session) {
        sessions.add(session);
    }

    /// By the number of the quarter-hour since 1970; without those that were dark from end to end.
    Map<Long, Long> quarters() {
        return quarters;
    }

    List<Session> sessions() {
        return sessions;
    }

    long energy() {
        return energy;
    }
}
