package stanchion.fleet.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import stanchion.update.Channel;

/// What all devices share, and what is counted.
final class Fleet {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private volatile long bad;

    boolean ended() {
        return end.getCount() == 0;
    }

    AtomicLong messages() {
        return messages;
    }

    Channel channel() {
        return Channel.STABLE;
    }

    /// Whether a version is the bad one.
    boolean bad(long targets) {
        return targets == bad;
    }

    void makeBad(long targets) {
        bad = targets;
    }

    void joined(String device) {
        joined.add(device);
    }

    void refused() {
        refused.incrementAndGet();
    }

    void repeated() {
        repeated.incrementAndGet();
    }

    void reconnected() {
        lost.incrementAndGet();
    }

    int joined() {
        return joined.size();
    }

    void end() {
        end.countDown();
    }

    /// What it took since `began`.
    Outcome.Cost cost(Instant began) {
        return new Outcome.Cost(
                messages.get(),
                refused.get(),
                repeated.get(),
                lost.get(),
                Duration.between(began, Instant.now()));
    }

    /// Ends early with the fleet.
    void pause(Duration duration) {
        try {
            boolean over = end.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            if (over) {
                return;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
