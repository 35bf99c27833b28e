package stanchion.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalWriter;

/// A journal on a disk.
///
/// A file is written as it grows: a process that dies leaves everything but its last second. For
/// one thread.
public final class JournalFile implements Consumer<JournalEntry>, AutoCloseable {
    /// Longer ones are neither written nor read: nine hours of waveforms.
    public static final long MOST_BYTES = 1L << 30;

    private final OutputStream file;
    private final JournalWriter writer;
    private long written;

    private JournalFile(OutputStream file) {
        this.file = file;
        writer = new JournalWriter(this::append);
    }

    /// Begins a journal, in place of whatever the file held; its folder is made.
    public static JournalFile create(Path path) throws IOException {
        Path folder = path.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        return new JournalFile(Files.newOutputStream(path));
    }

    /// Carries out a run and writes its journal.
    public static void write(Path path, Consumer<Consumer<JournalEntry>> run) throws IOException {
        try (JournalFile journal = create(path)) {
            run.accept(journal);
        } catch (UncheckedIOException full) {
            throw new IOException(path + ": " + full.getMessage(), full);
        }
    }

    /// The bytes of a journal.
    ///
    /// @throws IOException naming the file and what is wrong with it
    public static ByteBuffer read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": a folder, no journal");
        }
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() > MOST_BYTES) {
                throw new IOException(
                        path + ": " + channel.size() + " bytes; a journal has " + MOST_BYTES);
            }
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        } catch (NoSuchFileException missing) {
            throw new IOException(path + ": no such file", missing);
        }
    }

    /// @throws UncheckedIOException when the disk is full or broken
    @Override
    public void accept(JournalEntry entry) {
        writer.add(entry);
    }

    private void append(byte[] bytes) {
        try {
            written += bytes.length;
            if (written > MOST_BYTES) {
                throw new IOException("a journal has at most " + MOST_BYTES + " bytes");
            }
            file.write(bytes);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            writer.flush();
        } catch (UncheckedIOException full) {
            throw new IOException(full.getMessage(), full);
        }
    }
}
