package stanchion.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A process that is started again whenever it dies, as systemd would (`Restart=always`).
///
/// ```text
/// start ─► running ── dies ─► waiting (back-off) ─► running …
///             └── close ─► ended
/// ```
public final class Supervised implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Path log;
    private final Consumer<String> news;
    private Optional<Child> child = Optional.empty();
    private Duration wait = Duration.ZERO;
    private int restarts;
    private boolean closed;

    /// @param command the same at every start
    /// @param news one line for every death
    public Supervised(String name, List<String> command, Path log, Consumer<String> news) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
        this.news = news;
    }

    public synchronized void start() {
        if (closed || child.map(Child::isAlive).orElse(false)) {
            return;
        }
        long began = System.nanoTime();
        Child started = Child.start(name, command, log);
        child = Optional.of(started);
        var _ = started.ended().thenAccept(status -> died(status, began));
    }

    /// SIGKILL, to see what the others do. A process that is not running stays so.
    public synchronized void kill() {
        child.ifPresent(Child::kill);
    }

    public synchronized int restarts() {
        return restarts;
    }

    public synchronized Optional<Long> pid() {
        return child.filter(Child::isAlive).map(Child::pid);
    }

    @Override
    public void close() {
        Optional<Child> last;
        synchronized (this) {
            closed = true;
            last = child;
        }
        last.ifPresent(Child::close);
    }

    private synchronized void died(int status, long began) {
        if (closed) {
            return;
        }
        restarts++;
        wait = Backoff.USUAL.after(wait, Duration.ofNanos(System.nanoTime() - began));
        Executor later = CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> again(status));
    }

    /// Told only now: a death in the middle of a Ctrl-C is no news.
    private synchronized void again(int status) {
        if (closed) {
            return;
        }
        news.accept(
                name
                        + " ended with status "
                        + status
                        + ", started again after "
                        + wait.toMillis()
                        + " ms");
        start();
    }
}
