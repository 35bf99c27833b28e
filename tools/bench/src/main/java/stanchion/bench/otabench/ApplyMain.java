package stanchion.bench.otabench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.Delta;

/// A process that applies deltas and says how long that took and how much heap it saw: `OLD DELTA
/// NEW LENGTH`, again and again.
public final class ApplyMain {
    private static final int WORDS = 4;

    private ApplyMain() {}

    public static void main(String... words) throws IOException, ContentException {
        long start = System.nanoTime();
        for (int at = 0; at < words.length; at += WORDS) {
            try (InputStream delta = Files.newInputStream(Path.of(words[at + 1]));
                    OutputStream out = Files.newOutputStream(Path.of(words[at + 2]))) {
                Delta.apply(Path.of(words[at]), delta, out, Long.parseLong(words[at + 3]));
            }
        }
        long nanos = System.nanoTime() - start;
        System.out.println(nanos + " " + peak());
    }

    /// Bytes of heap at the peak, with what was garbage already.
    private static long peak() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        return peak;
    }
}
