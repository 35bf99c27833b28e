package stanchion.image.check;

import java.io.PrintStream;
import java.util.Locale;

/// What was looked at, what was expected and what was seen, one line for each; and how many were
/// wrong.
public final class Verdicts {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private int judged;
    private int wrong;

    /// @param out takes the lines
    public Verdicts(PrintStream out) {
        this.out = out;
    }

    /// A part begins.
    void part(String name) {
        out.println("== " + name);
    }

    /// One line.
    ///
    /// @param good whether what was seen is what was expected
    public void judge(boolean good, String what, String expected, String seen) {
        judged++;
        wrong += good ? 0 : 1;
        out.printf(
                Locale.ROOT,
                "%-5s %6.1f s  %s: expected %s; seen %s%n",
                good ? "ok" : "WRONG",
                (System.nanoTime() - start) / 1e9,
                what,
                expected,
                seen.isBlank() ? "nothing" : seen.strip().replace("\n", " | "));
    }

    /// Something a person may want to know, that is not judged.
    void note(String text) {
        out.println("               " + text);
    }

    /// The last line.
    ///
    /// @return exit status: 0 when something was judged and nothing was wrong
    public int sum() {
        boolean good = judged > 0 && wrong == 0;
        out.printf(
                Locale.ROOT,
                "%s: %d seen as expected, %d not, %.0f s%n",
                good ? "PASSED" : "FAILED",
                judged - wrong,
                wrong,
                (System.nanoTime() - start) / 1e9);
        return good ? 0 : 1;
    }
}
