package stanchion.journal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import stanchion.journal.BeginningWire.Origin;
import stanchion.journal.JournalEntry.Begun;
import stanchion.journal.JournalEntry.Missed;
import stanchion.link.Refusal;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;

/// Takes the entries out of a journal, block by block. Whatever the bytes are, it says so in a
/// value.
///
/// For one thread.
public final class JournalReader {
    /// What came next.
    public sealed interface Next {}

    /// An entry.
    public record Entry(JournalEntry entry) implements Next {}

    /// The journal is over.
    ///
    /// @param tornBytes of a last block that was never written to its end; 0 without one
    public record End(int tornBytes) implements Next {}

    /// The journal cannot be read on.
    ///
    /// @param position of the first byte of the block that is wrong
    /// @param reason in words
    public record Refused(int position, String reason) implements Next {}

    private final ByteBuffer journal;
    private final Deque<JournalEntry> ready = new ArrayDeque<>();
    private int expected = -1;

    /// @param journal read from its beginning
    public JournalReader(ByteBuffer journal) {
        this(journal, 0);
    }

    /// @param position at which a block begins; 0 for the whole journal
    public JournalReader(ByteBuffer journal, int position) {
        this.journal = journal.duplicate().position(position);
    }

    /// The byte at which the next block begins; its first entry is the next one when
    /// [#isBetweenBlocks].
    public int position() {
        return journal.position();
    }

    /// Whether every entry of the blocks before [#position] has been taken.
    public boolean isBetweenBlocks() {
        return ready.isEmpty();
    }

    /// The next entry, or why there is none; after the last one always the same.
    public Next next() {
        if (journal.position() == 0) {
            if (journal.limit() < JournalFrames.OPENING_BYTES || !JournalFrames.isMagic(journal)) {
                return new Refused(0, "no journal of a charger");
            }
            int version = journal.get(JournalFrames.OPENING_BYTES - 1);
            if (version != JournalFrames.VERSION) {
                return new Refused(
                        JournalFrames.OPENING_BYTES - 1,
                        "written in format " + version + ", read in " + JournalFrames.VERSION);
            }
            journal.position(JournalFrames.OPENING_BYTES);
        }
        return ready.isEmpty() ? block() : new Entry(ready.removeFirst());
    }

    private Next block() {
        int start = journal.position();
        if (journal.remaining() < JournalFrames.HEAD_BYTES) {
            return new End(journal.remaining());
        }
        ByteBuffer head = journal.slice(start, JournalFrames.HEAD_BYTES);
        int checked = JournalFrames.HEAD_BYTES - Integer.BYTES;
        if (JournalFrames.checksum(head.slice(0, checked)) != head.getInt(checked)) {
            return new Refused(start, "the head of a block is damaged");
        }
        int length = head.getInt(0);
        if (length < 0 || length > JournalFrames.MOST_BYTES) {
            return new Refused(start, "a block of " + length + " bytes");
        }
        int body = start + JournalFrames.HEAD_BYTES;
        if (journal.limit() - body < length + Integer.BYTES) {
            return new End(journal.remaining());
        }
        ByteBuffer payload = journal.slice(body, length);
        if (JournalFrames.checksum(payload.duplicate()) != journal.getInt(body + length)) {
            return new Refused(start, "a block is damaged");
        }
        int number = head.getInt(5);
        if (expected >= 0 && number != expected) {
            return new Refused(start, "block " + number + " where " + expected + " belongs");
        }
        return understood(head.get(4), payload, start, number);
    }

    private Next understood(int type, ByteBuffer payload, int start, int number) {
        try {
            read(type, payload);
        } catch (RefusedException wrong) {
            return new Refused(start, "a block says what no charger says: " + wrong.why());
        } catch (OtherWords other) {
            return new Refused(start, other.reason);
        } catch (IllegalArgumentException impossible) {
            return new Refused(start, "a block says what cannot be: " + impossible.getMessage());
        }
        journal.position(start + JournalFrames.HEAD_BYTES + payload.limit() + Integer.BYTES);
        expected = number + 1;
        return next();
    }

    private void read(int type, ByteBuffer payload) throws RefusedException, OtherWords {
        switch (type) {
            case JournalFrames.BEGINNING -> ready.add(new Begun(beginning(payload)));
            case JournalFrames.CYCLES -> ready.addAll(CycleBlockReader.read(payload));
            case JournalFrames.MISSED -> ready.add(new Missed(new WireReader(payload).i64()));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        }
    }

    private static Beginning beginning(ByteBuffer payload) throws RefusedException, OtherWords {
        WireReader from = new WireReader(payload);
        Origin origin = BeginningWire.origin(from);
        if (origin.words() != Words.checksum()) {
            throw new OtherWords(origin.firmware());
        }
        return BeginningWire.read(origin, from);
    }

    /// Whoever wrote the journal knew other constants.
    private static final class OtherWords extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        OtherWords(String firmware) {
            reason =
                    "written by firmware "
                            + firmware
                            + ", whose constants this version does not know; replay it with that"
                            + " one";
        }
    }
}
