package stanchion.fleet.publish;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.FleetClient;

/// What a broker keeps below a topic.
///
/// No broker says where that ends. So messages of our own go round after the subscription, and what
/// is kept has come when nothing else came between two of them: a busy broker delays both.
public final class Kept {
    /// Between two messages of our own.
    private static final Duration STILL = Duration.ofMillis(300);

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String ECHO = "stanchion/fleet/v1/echo/";

    private final FleetClient broker;
    private final String echo = ECHO + UUID.randomUUID();
    private final Semaphore echoes = new Semaphore(0);
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final AtomicLong came = new AtomicLong();

    private Kept(FleetClient broker) {
        this.broker = broker;
    }

    /// Reads the retained messages of a filter, payload by topic.
    ///
    /// @param filter without `$share`, to which no broker sends retained messages
    public static Map<String, byte[]> read(FleetClient broker, String filter)
            throws FleetException {
        Kept reading = new Kept(broker);
        try {
            return reading.all(filter);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new FleetException("reading " + filter + ": interrupted", ended);
        }
    }

    private Map<String, byte[]> all(String filter) throws FleetException, InterruptedException {
        broker.collect(echo, message -> echoes.release());
        broker.collect(
                filter,
                message -> {
                    kept.put(message.topic(), message.payload());
                    came.incrementAndGet();
                });
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean more = goRound();
        while (more && System.nanoTime() < end) {
            long before = came.get();
            TimeUnit.NANOSECONDS.sleep(STILL.toNanos());
            more = goRound() && came.get() != before;
        }
        broker.unsubscribe(filter);
        broker.unsubscribe(echo);
        return Map.copyOf(kept);
    }

    /// Whether a message of our own came back; a broker too slow for that has been waited for long
    /// enough.
    private boolean goRound() throws InterruptedException {
        CompletableFuture<Void> sent = broker.send(echo, new byte[] {1}, new byte[0]);
        boolean returned = echoes.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        return returned && !sent.isCompletedExceptionally();
    }
}
