package stanchion.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for what is needed while a program runs, and gone when it ends: by itself, or told to
/// by a signal.
public final class Scratch implements AutoCloseable {
    private static final Path RAM = Path.of("/dev/shm");

    /// Whoever still writes into it when a signal comes loses this race at some time.
    private static final int MOST_TRIES = 100;

    private final Path folder;
    private final Thread atExit;

    private Scratch(Path folder) {
        this.folder = folder;
        this.atExit = new Thread(this::vanish, "scratch-exit");
    }

    /// An empty one in RAM, or on disk where there is no RAM to be had.
    public static Scratch inRam(String name) throws IOException {
        Scratch made =
                new Scratch(
                        Files.isWritable(RAM)
                                ? Files.createTempDirectory(RAM, name)
                                : Files.createTempDirectory(name));
        try {
            Runtime.getRuntime().addShutdownHook(made.atExit);
        } catch (IllegalStateException ending) {
            made.vanish();
            throw new IOException("nothing is begun any more", ending);
        }
        return made;
    }

    public Path folder() {
        return folder;
    }

    private void vanish() {
        for (int tries = 1; Files.exists(folder); tries++) {
            try {
                Cache.remove(folder);
            } catch (IOException | UncheckedIOException raced) {
                if (tries == MOST_TRIES) {
                    throw new IllegalStateException(folder + " stays", raced);
                }
            }
        }
    }

    @Override
    public void close() {
        vanish();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // the hook runs already, and does the same
        }
    }
}
