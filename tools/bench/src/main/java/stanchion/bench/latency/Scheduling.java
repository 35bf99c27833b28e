package stanchion.bench.latency;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// How the charger's threads are scheduled while it is measured.
public enum Scheduling {
    /// As the charger does it: the virtual machine's threads FIFO 40, the loop FIFO 80.
    WHOLE,
    /// The loop alone is FIFO, every other thread as those of any program.
    LOOP,
    /// Nothing is FIFO.
    NONE;

    private static final String LOOP_THREAD = "loop";

    /// Takes from a running charger what it is not to have; threads it starts later inherit that.
    public void impose(long pid) throws InterruptedException {
        if (this == WHOLE) {
            return;
        }
        Path tasks = Path.of("/proc", String.valueOf(pid), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                String name = Files.readString(thread.resolve("comm")).strip();
                if (this == NONE || !name.equals(LOOP_THREAD)) {
                    lower(String.valueOf(thread.getFileName()));
                }
            }
        } catch (IOException gone) {
            throw new LatencyTrouble("the charger's threads cannot be scheduled", gone);
        }
    }

    private static void lower(String thread) throws IOException, InterruptedException {
        int status = new ProcessBuilder("chrt", "--other", "--pid", "0", thread).start().waitFor();
        if (status != 0) {
            throw new LatencyTrouble("chrt refuses to lower a thread of the charger");
        }
    }
}
