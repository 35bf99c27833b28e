package stanchion.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The end of a process's output, for the line that says it failed.
final class Tail {
    private static final int LINES = 8;

    private Tail() {}

    static String of(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return last.isEmpty() ? "" : "; its last words:\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return ""; // it never said anything
        }
    }
}
