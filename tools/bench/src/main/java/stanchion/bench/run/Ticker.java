package stanchion.bench.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Does something again and again until it is closed.
final class Ticker implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);

    private Ticker() {}

    /// Starts at once; `work` that throws ends the ticker.
    static Ticker every(Duration span, Runnable work) {
        Ticker ticker = new Ticker();
        Thread.ofVirtual().start(() -> ticker.run(span, work));
        return ticker;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run(Duration span, Runnable work) {
        try {
            do {
                work.run();
            } while (!closed.await(span.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
