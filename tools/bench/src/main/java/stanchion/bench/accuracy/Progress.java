package stanchion.bench.accuracy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Tells a person how far a long measurement is.
record Progress(PrintStream to) {
    /// Tells nobody.
    static final Progress NONE =
            new Progress(
                    new PrintStream(
                            OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

    private static final int WIDTH = 40;

    /// Of one part of it.
    interface Part {
        void step(int done, int all);
    }

    Part of(String what) {
        return (done, all) -> {
            to.printf("\r%s %d of %d ", what, done, all);
            if (done == all) {
                to.print("\r" + " ".repeat(WIDTH) + "\r");
            }
        };
    }
}
