package stanchion.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import stanchion.bench.process.Superior.Death;
import stanchion.bench.process.Superior.Next;

/// A process that is started again whenever it dies, as systemd would (`Restart=always`), unless
/// its [Superior] wants otherwise.
///
/// ```text
/// start ─► running ── dies ─► waiting (back-off) ─► running …
///             ├── hold ─► held ─► start …
///             └── close ─► ended
/// ```
public final class Supervised implements AutoCloseable {
    private enum Wanted {
        RUNNING,
        HELD,
        ENDED
    }

    private final String name;
    private final List<String> command;
    private final Path log;
    private final Superior superior;
    private final Running.Launcher launcher;
    private Optional<Running> child = Optional.empty();
    private Duration wait = Duration.ZERO;
    private Wanted wanted = Wanted.HELD;
    private int lives;
    private int restarts;
    private int inARow;

    /// @param command the same at every start
    public Supervised(String name, List<String> command, Path log, Superior superior) {
        this(name, command, log, superior, Child::start);
    }

    /// The same, started elsewhere.
    public Supervised(
            String name,
            List<String> command,
            Path log,
            Superior superior,
            Running.Launcher launcher) {
        this.launcher = launcher;
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
        this.superior = superior;
    }

    /// Nothing happens when it runs, or was closed.
    public synchronized void start() {
        if (wanted == Wanted.ENDED || child.map(Running::isAlive).orElse(false)) {
            return;
        }
        wanted = Wanted.RUNNING;
        lives++;
        int life = lives;
        long began = System.nanoTime();
        Running started = launcher.start(name, command, log);
        child = Optional.of(started);
        var _ = started.ended().thenAccept(status -> died(life, status, began));
    }

    /// SIGKILL, to see what the others do. A process that is not running stays so.
    public synchronized void kill() {
        child.ifPresent(Running::kill);
    }

    /// It stands still, to see what the others do; a watchdog ends it.
    public synchronized void hang() {
        child.ifPresent(Running::hang);
    }

    /// Ends it; it stays ended until it is started. What it was before is forgotten.
    public void hold() {
        end(Wanted.HELD);
    }

    public synchronized int restarts() {
        return restarts;
    }

    public synchronized Optional<Long> pid() {
        return child.filter(Running::isAlive).flatMap(Running::id);
    }

    @Override
    public void close() {
        end(Wanted.ENDED);
    }

    private void end(Wanted how) {
        Optional<Running> last;
        synchronized (this) {
            wanted = wanted == Wanted.ENDED ? Wanted.ENDED : how;
            wait = Duration.ZERO;
            inARow = 0;
            last = child;
        }
        last.ifPresent(Running::close);
    }

    private synchronized void died(int life, int status, long began) {
        if (wanted != Wanted.RUNNING || life != lives) {
            return;
        }
        Duration lived = Duration.ofNanos(System.nanoTime() - began);
        inARow = Backoff.USUAL.isEarly(lived) ? inARow + 1 : 1;
        Death death = new Death(name, status, lived, inARow);
        if (superior.died(death) == Next.NOTHING) {
            superior.told(death.toString());
            return;
        }
        restarts++;
        wait = Backoff.USUAL.after(wait, lived);
        Executor later = CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> again(life, death));
    }

    /// Told only now: a death in the middle of a Ctrl-C is no news.
    private synchronized void again(int life, Death death) {
        if (wanted != Wanted.RUNNING || life != lives) {
            return;
        }
        superior.told(death + ", started again after " + wait.toMillis() + " ms");
        start();
    }
}
