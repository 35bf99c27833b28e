package stanchion.gateway.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// A disk whose power fails at a chosen step. What was not synced by then is torn: half of its
/// bytes are lost. A write that fails has written half.
public final class CutDisk implements Disk {
    /// The power is gone.
    public static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Disk disk = Disk.posix();
    private final Set<Path> unsynced = new HashSet<>();
    private int stepsLeft;

    /// A disk with some time left.
    ///
    /// @param steps done before the power fails
    public CutDisk(int steps) {
        this.stepsLeft = steps;
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        if (stepsLeft == 0) {
            disk.write(file, Arrays.copyOf(content, content.length / 2));
        }
        step();
        disk.write(file, content);
        unsynced.add(file);
    }

    @Override
    public void sync(Path path) throws IOException {
        step();
        disk.sync(path);
        unsynced.remove(path);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        disk.rename(from, to);
        if (unsynced.remove(from)) {
            unsynced.add(to);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        disk.delete(file);
    }

    private void step() throws IOException {
        if (stepsLeft-- > 0) {
            return;
        }
        for (Path file : unsynced) {
            byte[] content = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(content, content.length / 2));
        }
        throw new PowerCut();
    }
}
