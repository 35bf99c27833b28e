package stanchion.journal;

import java.util.function.Consumer;
import stanchion.journal.JournalEntry.Begun;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Missed;
import stanchion.link.WireWriter;

/// Makes a journal of entries, block by block.
///
/// For one thread; keeps at most [#BLOCK_CYCLES] cycles.
public final class JournalWriter {
    /// A second of cycles: what a power cut may cost.
    public static final int BLOCK_CYCLES = 100;

    private final Consumer<byte[]> sink;
    private final CycleBlock cycles = new CycleBlock();
    private int number;

    /// @param sink takes the bytes in order: the opening at once, then whole blocks
    public JournalWriter(Consumer<byte[]> sink) {
        this.sink = sink;
        sink.accept(JournalFrames.opening());
    }

    public void add(JournalEntry entry) {
        switch (entry) {
            case Cycle cycle -> {
                cycles.add(cycle);
                if (cycles.cycles() == BLOCK_CYCLES) {
                    flush();
                }
            }
            case Begun(Beginning beginning) -> {
                flush();
                block(JournalFrames.BEGINNING, BeginningWire.bytes(beginning));
            }
            case Missed(long count) -> {
                flush();
                block(JournalFrames.MISSED, WireWriter.unframed().i64(count).fields());
            }
        }
    }

    /// Hands over what does not fill a block yet.
    public void flush() {
        if (cycles.cycles() > 0) {
            block(JournalFrames.CYCLES, cycles.finish());
        }
    }

    private void block(int type, byte[] payload) {
        sink.accept(JournalFrames.block(type, number, payload));
        number++;
    }
}
