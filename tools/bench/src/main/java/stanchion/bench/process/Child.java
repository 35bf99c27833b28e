package stanchion.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A process the bench has started, its output kept in a file.
///
/// It gets a small environment of its own, as systemd would give it: what a shell has set for other
/// programs is not meant for a charger.
public final class Child implements Running {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /// As long as a board's watchdog would wait.
    private static final long WATCHDOG_SECONDS = 5;

    private final String name;
    private final Process process;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /// Starts `command`; what it prints is appended to `log`.
    public static Child start(String name, List<String> command, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        clean(builder.environment());
        try {
            return new Child(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start: " + command.getFirst(), e);
        }
    }

    /// Leaves of an environment what a service manager would give.
    public static void clean(Map<String, String> environment) {
        environment.keySet().retainAll(List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ"));
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public Optional<Long> id() {
        return Optional.of(pid());
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void hang() {
        try {
            new ProcessBuilder("kill", "-STOP", String.valueOf(pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be stopped", e);
        }
        CompletableFuture.delayedExecutor(WATCHDOG_SECONDS, TimeUnit.SECONDS).execute(this::kill);
    }

    @Override
    public void close() {
        end(GRACE);
    }

    /// The same for one that has much to do before it ends.
    public void end(Duration grace) {
        closeInput();
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // the process is gone already, which is what is wanted
            process.destroy();
        }
    }
}
