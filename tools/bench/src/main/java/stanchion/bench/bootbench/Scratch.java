package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A temporary folder, and one in memory where the machine has a RAM file system.
///
/// @param inMemory whether `memory` is
record Scratch(Path disk, Path memory, boolean inMemory) implements AutoCloseable {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "stanchion-boot-bench-";

    static Scratch create() {
        try {
            Path disk = Files.createTempDirectory(PREFIX).toAbsolutePath();
            boolean ram = Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY);
            return new Scratch(
                    disk, Files.createTempDirectory(ram ? SHARED_MEMORY : disk, PREFIX), ram);
        } catch (IOException full) {
            throw new BootBenchTrouble("no temporary folder for the bench", full);
        }
    }

    @Override
    public void close() {
        RunFolders.remove(memory);
        RunFolders.remove(disk);
    }
}
