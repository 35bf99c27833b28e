package stanchion.bench.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import stanchion.bench.process.Patience;
import stanchion.bench.process.Supervised;

/// The gateway's process, which a bench can also end and begin again.
final class Gateway implements AutoCloseable {
    private static final Duration COMES_UP = Duration.ofSeconds(60);

    private final Supervised process;
    private final BooleanSupplier online;

    /// @param process not yet started
    /// @param online whether the broker says so
    Gateway(Supervised process, BooleanSupplier online) {
        this.process = process;
        this.online = online;
    }

    void start() {
        process.start();
    }

    /// SIGKILL.
    void kill() {
        process.kill();
    }

    Optional<Long> pid() {
        return process.pid();
    }

    int restarts() {
        return process.restarts();
    }

    /// Ends it until it begins again.
    void hold() {
        process.hold();
    }

    /// Begins once more after [#hold]; returns when it is online, or did not come up.
    void again() {
        process.start();
        Patience.until(COMES_UP, online);
    }

    @Override
    public void close() {
        process.close();
    }
}
