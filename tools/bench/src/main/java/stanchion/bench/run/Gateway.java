package stanchion.bench.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import stanchion.bench.process.Patience;
import stanchion.bench.process.Supervised;

/// The gateway's process, which a bench can also end for good and begin again.
final class Gateway implements AutoCloseable {
    private static final Duration COMES_UP = Duration.ofSeconds(60);

    private final Supplier<Supervised> maker;
    private final BooleanSupplier online;
    private Supervised process;
    private int restartsOfOthers;

    /// @param maker of a process that is not yet started
    /// @param online whether the broker says so
    Gateway(Supplier<Supervised> maker, BooleanSupplier online) {
        this.maker = maker;
        this.online = online;
        this.process = maker.get();
    }

    synchronized void start() {
        process.start();
    }

    /// SIGKILL.
    synchronized void kill() {
        process.kill();
    }

    synchronized Optional<Long> pid() {
        return process.pid();
    }

    synchronized int restarts() {
        return restartsOfOthers + process.restarts();
    }

    /// Begins one more after [#close]; returns when it is online, or did not come up.
    void again() {
        synchronized (this) {
            restartsOfOthers += process.restarts();
            process = maker.get();
            process.start();
        }
        Patience.until(COMES_UP, online);
    }

    @Override
    public synchronized void close() {
        process.close();
    }
}
