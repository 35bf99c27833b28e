package stanchion.bench.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A program that was started, here or on another machine.
public interface Running extends AutoCloseable {
    boolean isAlive();

    /// Its number on this machine; empty when it runs on another.
    Optional<Long> id();

    /// Completes with the exit status.
    CompletableFuture<Integer> ended();

    /// SIGKILL: no chance to tidy up.
    void kill();

    /// SIGSTOP: it stands still, and a watchdog where it runs ends it after some seconds.
    void hang();

    /// Asks it to end, and ends it when it does not.
    @Override
    void close();

    /// Where programs are started.
    @FunctionalInterface
    interface Launcher {
        /// Starts `command`; what it prints is appended to `log`.
        Running start(String name, java.util.List<String> command, java.nio.file.Path log);
    }
}
