package stanchion.gateway.world;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits for what happens in other threads and processes.
public final class Patience {
    private Patience() {}

    /// What `look` finds, as soon as it finds something.
    public static <T> T until(String what, Duration atMost, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("nothing of this within " + atMost + ": " + what);
    }

    /// Waits until it is so.
    public static void untilTrue(String what, Supplier<Boolean> look) {
        until(what, Duration.ofSeconds(20), () -> Optional.of(look.get()).filter(so -> so));
    }
}
