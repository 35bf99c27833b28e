package stanchion.virtualboard;

import java.util.concurrent.CompletableFuture;

/// A program that was started on a virtual board.
public final class GuestProcess {
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final int SIGSTOP = 19;

    private final Programs programs;
    private final Programs.Started started;

    GuestProcess(Programs programs, Programs.Started started) {
        this.programs = programs;
        this.started = started;
    }

    /// Completes with the exit status: 128 and the signal that ended it, 254 when the board was
    /// reset.
    public CompletableFuture<Integer> ended() {
        return started.ended();
    }

    public boolean isAlive() {
        return !started.ended().isDone();
    }

    /// Asks it to end.
    public void terminate() {
        programs.signal(started.number(), SIGTERM);
    }

    /// SIGKILL.
    public void kill() {
        programs.signal(started.number(), SIGKILL);
    }

    /// SIGSTOP: it hangs, and nobody tells it.
    public void hang() {
        programs.signal(started.number(), SIGSTOP);
    }
}
