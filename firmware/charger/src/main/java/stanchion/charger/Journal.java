package stanchion.charger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Begun;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Missed;
import stanchion.journal.JournalWriter;

/// The journal of one life of the charger, from its first cycle on: everything from which its
/// decisions can be repeated.
///
/// The loop hands over, the writer's thread packs and writes. Where the writer does not keep up,
/// cycles are left out and the journal says how many. A journal that is full or whose disk is
/// broken has ended: the charge goes on. Only written when it is asked for, so that it wears out
/// nothing.
final class Journal {
    /// About half an hour of three phases.
    static final long MOST_BYTES = 64L << 20;

    /// Five seconds that the writer may be away.
    static final int IN_TRANSIT = 512;

    private final SpscQueue<JournalEntry> entries = new SpscQueue<>(IN_TRANSIT);
    private final Optional<OutputStream> file;
    private Optional<JournalWriter> writer = Optional.empty();
    private long written;
    private long missed;
    private volatile boolean open;

    private Journal(Optional<OutputStream> file) {
        this.file = file;
        open = file.isPresent();
    }

    /// No journal is wanted.
    static Journal none() {
        return new Journal(Optional.empty());
    }

    /// @throws IOException when the file cannot be written
    static Journal create(Path path, Beginning beginning) throws IOException {
        Journal journal = new Journal(Optional.of(Files.newOutputStream(path)));
        try {
            JournalWriter begun = new JournalWriter(journal::append);
            begun.add(new Begun(beginning));
            journal.writer = Optional.of(begun);
            return journal;
        } catch (UncheckedIOException full) {
            throw new IOException(full.getMessage(), full);
        }
    }

    /// Takes a cycle; by the loop, which does not wait.
    void add(Cycle cycle) {
        if (!open) {
            return;
        }
        if (missed > 0 && entries.offer(new Missed(missed))) {
            missed = 0;
        }
        if (missed > 0 || !entries.offer(cycle)) {
            missed++;
        }
    }

    /// Writes what has come; by the writer's thread.
    ///
    /// @throws IOException once, with why the journal has ended
    void write() throws IOException {
        if (!open) {
            return;
        }
        try {
            for (Optional<JournalEntry> next = entries.poll();
                    next.isPresent();
                    next = entries.poll()) {
                writer.orElseThrow().add(next.get());
            }
        } catch (RuntimeException broken) {
            close();
            throw new IOException("the journal has ended: " + broken.getMessage(), broken);
        }
    }

    /// Writes what has come and the last block; by the writer's thread, once the loop has ended.
    ///
    /// @throws IOException with why the journal has ended before
    void end() throws IOException {
        write();
        if (open) {
            try {
                writer.orElseThrow().flush();
            } catch (RuntimeException broken) {
                throw new IOException("the journal has ended: " + broken.getMessage(), broken);
            } finally {
                close();
            }
        }
    }

    private void close() throws IOException {
        open = false;
        file.orElseThrow().close();
    }

    private void append(byte[] bytes) {
        try {
            written += bytes.length;
            if (written > MOST_BYTES) {
                throw new IOException("it has " + MOST_BYTES + " bytes");
            }
            file.orElseThrow().write(bytes);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
