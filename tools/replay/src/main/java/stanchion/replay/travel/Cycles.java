package stanchion.replay.travel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalReader;
import stanchion.replay.travel.Passage.Anchor;
import stanchion.replay.travel.Travel.Way;
import stanchion.units.Uptime;

/// The cycles of a journal, read again when they are looked at; the blocks that were read last are
/// kept.
///
/// For one thread at a time.
final class Cycles {
    /// A hundred cycles of waveforms are 0.6 MB.
    private static final int MOST_KEPT = 8;

    private static final long SECOND_NANOS = 1_000_000_000;

    private final ByteBuffer journal;
    private final JournalIndex index;
    private final SequencedMap<Integer, Block> kept = new LinkedHashMap<>();

    /// @param next byte at which the block after this one begins
    private record Block(Anchor anchor, int next, List<Cycle> cycles) {
        long end() {
            return anchor.first() + cycles.size();
        }
    }

    /// @param index knows where they are
    Cycles(ByteBuffer journal, JournalIndex index) {
        this.journal = journal;
        this.index = index;
    }

    /// A cycle of the journal, one that the pass has read.
    Cycle at(long cycle) {
        Block block = block(cycle);
        return block.cycles.get((int) (cycle - block.anchor.first()));
    }

    /// The block a cycle is in.
    Anchor anchor(long cycle) {
        return block(cycle).anchor;
    }

    Uptime time(long cycle) {
        return at(cycle).input().at();
    }

    /// Seconds since the journal's first cycle.
    double seconds(long cycle) {
        return (time(cycle).nanos() - index.passages.at(0).from()) / 1e9;
    }

    /// The cycle that came a second later or earlier.
    long second(long from, Way way) {
        long sign = way == Way.ON ? 1 : -1;
        long last = way == Way.ON ? index.stretchEnd(from) - 1 : index.stretch(from).first();
        long distance = (last - from) * sign;
        if (distance == 0) {
            return Math.clamp(from + sign, 0, index.passages.cycles() - 1);
        }
        long reach = 1;
        while (reach < distance && !isSecond(from, from + sign * reach)) {
            reach *= 2;
        }
        long near = reach / 2;
        long far = Math.min(reach, distance);
        while (far - near > 1) {
            long middle = (near + far) / 2;
            if (isSecond(from, from + sign * middle)) {
                far = middle;
            } else {
                near = middle;
            }
        }
        return from + sign * far;
    }

    private boolean isSecond(long from, long to) {
        return Math.abs(time(to).nanos() - time(from).nanos()) >= SECOND_NANOS;
    }

    private Block block(long cycle) {
        Block block = block(index.passages.at(cycle).anchor());
        while (cycle >= block.end()) {
            block = block(new Anchor(block.next, block.end()));
        }
        return block;
    }

    private Block block(Anchor anchor) {
        Block known = kept.remove(anchor.position());
        Block block = known == null ? read(anchor) : known;
        kept.putLast(anchor.position(), block);
        if (kept.size() > MOST_KEPT) {
            kept.pollFirstEntry();
        }
        return block;
    }

    private Block read(Anchor anchor) {
        JournalReader reader = new JournalReader(journal, anchor.position());
        List<Cycle> cycles = new ArrayList<>();
        do {
            if (!(reader.next() instanceof JournalReader.Entry(var entry))) {
                throw new IllegalStateException("the journal has changed since it was read");
            }
            if (entry instanceof Cycle cycle) {
                cycles.add(cycle);
            }
        } while (!reader.isBetweenBlocks());
        return new Block(anchor, reader.position(), List.copyOf(cycles));
    }
}
