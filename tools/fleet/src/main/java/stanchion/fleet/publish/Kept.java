package stanchion.fleet.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.FleetClient;

/// What a broker keeps below a topic.
public final class Kept {
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final long STEP_NANOS = 20_000_000;

    private Kept() {}

    /// Reads the retained messages of a filter, payload by topic: all that come until none has come
    /// for a while.
    ///
    /// @param filter without `$share`, to which no broker sends retained messages
    public static Map<String, byte[]> read(FleetClient broker, String filter)
            throws FleetException {
        Map<String, byte[]> kept = new ConcurrentHashMap<>();
        AtomicLong last = new AtomicLong(System.nanoTime());
        broker.collect(
                filter,
                message -> {
                    kept.put(message.topic(), message.payload());
                    last.set(System.nanoTime());
                });
        last.set(System.nanoTime());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - last.get() < STILL.toNanos() && System.nanoTime() < end) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        broker.unsubscribe(filter);
        return Map.copyOf(kept);
    }
}
