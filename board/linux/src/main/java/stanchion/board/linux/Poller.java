package stanchion.board.linux;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import stanchion.hal.Absence;
import stanchion.hal.Reading;

/// A thread that reads a slow sensor again and again, so that nobody else waits for it.
final class Poller<T> implements Runnable {
    private record Seen<T>(Reading<T> reading, long nanos) {}

    private final Supplier<Reading<T>> sensor;
    private final long everyNanos;
    private final long staleNanos;
    private volatile Seen<T> last = new Seen<>(new Reading.Missing<>(Absence.NOT_YET), 0);
    private volatile boolean stopping;

    /// @param stale a reading older than this is missing
    Poller(Supplier<Reading<T>> sensor, Duration every, Duration stale) {
        this.sensor = sensor;
        everyNanos = every.toNanos();
        staleNanos = stale.toNanos();
    }

    /// The last reading, while it is fresh.
    Reading<T> latest(long nowNanos) {
        Seen<T> seen = last;
        boolean present = seen.reading instanceof Reading.Present<T>;
        return present && nowNanos - seen.nanos > staleNanos
                ? new Reading.Missing<>(Absence.SILENT)
                : seen.reading;
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping) {
            poll();
            LockSupport.parkNanos(everyNanos);
        }
    }

    /// Reads once.
    void poll() {
        Reading<T> reading = sensor.get();
        last = new Seen<>(reading, System.nanoTime());
    }
}
