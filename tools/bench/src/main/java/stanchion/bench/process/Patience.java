package stanchion.bench.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting with a limit for something that another process does.
public final class Patience {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(20);

    private Patience() {}

    /// Whether `done` became true within `limit`. Ends early, with what is so then, when the thread
    /// is interrupted.
    public static boolean until(Duration limit, BooleanSupplier done) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return done.getAsBoolean();
            }
            LockSupport.parkNanos(STEP);
        }
        return true;
    }
}
