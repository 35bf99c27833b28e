package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The most memory a process ever had resident, read from `/proc` until it ends (VmHWM in proc(5)).
///
/// The kernel keeps the maximum; what a process gains in its very last moment may escape.
final class PeakMemory {
    private static final String FIELD = "VmHWM:";

    private PeakMemory() {}

    /// In KiB; 0 where there is no `/proc`.
    static long kibibytes(Process process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, read(status));
            Thread.onSpinWait();
        }
        return peak;
    }

    private static long read(Path status) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(FIELD)) {
                    List<String> words = List.of(line.substring(FIELD.length()).strip().split(" "));
                    return Long.parseLong(words.getFirst());
                }
            }
            return 0;
        } catch (IOException gone) {
            return 0; // it ended between two looks
        }
    }
}
