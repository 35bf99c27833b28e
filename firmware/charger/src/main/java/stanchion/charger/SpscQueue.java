package stanchion.charger;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// A bounded queue between exactly one producing and one consuming thread, without a lock: neither
/// can make the other wait.
final class SpscQueue<T> {
    private final AtomicReferenceArray<Optional<T>> places;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong put = new AtomicLong();

    SpscQueue(int capacity) {
        places = new AtomicReferenceArray<>(capacity);
        for (int i = 0; i < capacity; i++) {
            places.setPlain(i, Optional.empty());
        }
    }

    /// Whether there was room. Called by the producer.
    boolean offer(T item) {
        long next = put.getPlain();
        if (next - taken.getAcquire() >= places.length()) {
            return false;
        }
        places.setPlain(index(next), Optional.of(item));
        put.setRelease(next + 1);
        return true;
    }

    /// The oldest item. Called by the consumer.
    Optional<T> poll() {
        long next = taken.getPlain();
        if (next == put.getAcquire()) {
            return Optional.empty();
        }
        Optional<T> item = places.getPlain(index(next));
        places.setPlain(index(next), Optional.empty());
        taken.setRelease(next + 1);
        return item;
    }

    private int index(long count) {
        return (int) (count % places.length());
    }
}
