package stanchion.image;

import java.io.PrintStream;
import java.time.Duration;

/// Tells a person what is being done, and how long it took.
public final class Steps {
    private final PrintStream out;
    private final long start = System.nanoTime();

    /// @param out where it is told
    public Steps(PrintStream out) {
        this.out = out;
    }

    /// A step begins.
    public void step(String what) {
        out.printf("[%5.1f s] %s%n", seconds(), what);
    }

    /// Something that is worth a line within a step.
    public void detail(String what) {
        out.println("          " + what);
    }

    /// Since the first step.
    public Duration soFar() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private double seconds() {
        return soFar().toNanos() / 1e9;
    }
}
