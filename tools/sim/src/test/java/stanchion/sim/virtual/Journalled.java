package stanchion.sim.virtual;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalWriter;

/// A journal in memory.
final class Journalled implements Consumer<JournalEntry> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JournalWriter writer = new JournalWriter(bytes::writeBytes);

    @Override
    public void accept(JournalEntry entry) {
        writer.add(entry);
    }

    /// Ends the block that has begun.
    void flush() {
        writer.flush();
    }

    byte[] bytes() {
        flush();
        return bytes.toByteArray();
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes());
    }
}
