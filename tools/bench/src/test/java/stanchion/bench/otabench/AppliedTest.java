package stanchion.bench.otabench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.delta.Deltas;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.Delta;

/// What applying a delta takes of a charger's memory.
final class AppliedTest {
    @TempDir private Path folder;
    private final byte[] old = new byte[24 << 20];
    private final byte[] next = new byte[24 << 20];

    AppliedTest() {
        new Random(1).nextBytes(old);
        System.arraycopy(old, 0, next, 0, old.length);
        for (int at = 0; at < next.length; at += 50_000) {
            next[at]++;
        }
    }

    @Test
    void largeFileTakesSixteenMebibytesOfMemoryAtMost() throws IOException, ContentException {
        byte[] delta = Deltas.make(old, next);
        Path file = Files.write(folder.resolve("old"), old);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        Delta.apply(
                file,
                new ByteArrayInputStream(delta),
                OutputStream.nullOutputStream(),
                next.length);
        long ever = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(ever).as("bytes ever allocated, garbage included").isLessThan(Delta.MEMORY);
    }

    @Test
    void processWithTwentyFourMebibytesOfHeapAppliesIt() throws Exception {
        var change = new ReleasePair.Change("large", old, next);

        Applied applied = Applied.of(folder, List.of(change), List.of(Deltas.make(old, next)));

        assertThat(applied.heap()).isPositive().isLessThan(24 << 20);
    }
}
