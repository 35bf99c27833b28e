package stanchion.bench.run;

import java.util.function.LongSupplier;

/// Whether a counter has stood still for a while.
final class Stillness {
    private final LongSupplier counter;
    private long last;
    private long since = System.nanoTime();

    Stillness(LongSupplier counter) {
        this.counter = counter;
        this.last = counter.getAsLong();
    }

    boolean lasts(long nanos) {
        long now = counter.getAsLong();
        if (now != last) {
            last = now;
            since = System.nanoTime();
        }
        return System.nanoTime() - since >= nanos;
    }
}
