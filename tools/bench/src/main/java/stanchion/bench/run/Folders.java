package stanchion.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import stanchion.bench.run.Setup.Ground;

/// Where a bench keeps its things: a temporary folder, and a folder in memory for the verified copy
/// and the sockets.
///
/// @param base device folder, broker, logs
/// @param memory in a RAM file system where the machine has one
/// @param inMemory whether it is
record Folders(Path base, Path memory, boolean inMemory) {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "stanchion-bench-";

    /// On a virtual board everything lies in memory: its kernel is one program of this machine, and
    /// all of it stands still while one of its own writes waits for this machine's disk.
    static Folders create(Ground ground) {
        try {
            boolean inMemory = Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY);
            Path base =
                    inMemory && ground instanceof Ground.VirtualBoard
                            ? Files.createTempDirectory(SHARED_MEMORY, PREFIX)
                            : Files.createTempDirectory(PREFIX);
            Files.createDirectory(base.resolve("logs"));
            Files.createDirectory(base.resolve("offers"));
            Path memory =
                    Files.createTempDirectory(inMemory ? SHARED_MEMORY : base, PREFIX)
                            .toAbsolutePath();
            Files.createDirectory(memory.resolve("run"));
            Files.createDirectory(memory.resolve("switch"));
            return new Folders(base.toAbsolutePath(), memory, inMemory);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the bench", e);
        }
    }

    Path device() {
        return base.resolve("device");
    }

    Path broker() {
        return base.resolve("broker");
    }

    Path log(String process) {
        return base.resolve("logs").resolve(process + ".log");
    }

    /// What the verifier fills.
    Path run() {
        return memory.resolve("run");
    }

    /// Where the gateway asks for a new verdict, see [SwitchOver].
    Path switches() {
        return memory.resolve("switch");
    }

    Path terminals() {
        return memory.resolve("terminals.sock");
    }

    Path control() {
        return memory.resolve("control.sock");
    }

    Path link() {
        return memory.resolve("link.sock");
    }

    /// Before a new verdict.
    void emptyRun() {
        try {
            removeTree(run());
            Files.createDirectory(run());
        } catch (IOException e) {
            throw new UncheckedIOException(run() + " cannot be emptied", e);
        }
    }

    void remove() {
        removeTree(memory);
        removeTree(base);
    }

    void removeMemory() {
        removeTree(memory);
    }

    /// Nothing happens when it is not there.
    static void removeTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("remove " + folder + " by hand", e);
        }
    }
}
