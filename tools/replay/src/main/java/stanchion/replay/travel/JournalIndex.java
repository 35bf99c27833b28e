package stanchion.replay.travel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.control.ControlCycle.Thought;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalReader;
import stanchion.replay.Difference;
import stanchion.replay.Repeater;
import stanchion.replay.Replay;
import stanchion.replay.Replay.Departed;
import stanchion.replay.Replay.Gap;
import stanchion.replay.Replay.Repeated;
import stanchion.replay.Replay.Sight;
import stanchion.replay.Replay.Started;
import stanchion.replay.Replay.Unrepeated;
import stanchion.replay.travel.Passage.Anchor;
import stanchion.replay.travel.Travel.FirstDifference;

/// What is kept of a journal that is too large to be kept: each decision is repeated once, from the
/// beginning to the end, and what is needed to find and to draw stays.
///
/// For one thread at a time.
final class JournalIndex {
    /// Beginnings and gaps; more are refused.
    static final int MOST_STRETCHES = 10_000;

    final Passages passages = new Passages();
    final StateNames names = new StateNames();
    final Marks marks = new Marks();
    final Track<Optional<Insight>> insights = new Track<>();
    final Track<Standing> standings = new Track<>();
    private final ByteBuffer journal;
    private final JournalReader reader;
    private final Repeater repeater = new Repeater();
    private final Chronicle chronicle = new Chronicle(marks::add);
    private final List<Stretch> stretches = new ArrayList<>();
    private Optional<FirstDifference> difference = Optional.empty();
    private Optional<Replay.Result> end = Optional.empty();
    private Anchor anchor = new Anchor(0, 0);

    JournalIndex(ByteBuffer journal) {
        this.journal = journal;
        reader = new JournalReader(journal);
    }

    /// Takes the next block; nothing behind the end.
    void advance() {
        if (end.isPresent()) {
            return;
        }
        anchor = new Anchor(reader.position(), passages.cycles());
        do {
            switch (reader.next()) {
                case JournalReader.End(int torn) ->
                        end = Optional.of(new Replay.Identical(repeater.tally(), torn));
                case JournalReader.Refused(int at, String reason) -> refuse(at, reason);
                case JournalReader.Entry(var entry) -> take(repeater.take(entry));
            }
        } while (end.isEmpty() && !reader.isBetweenBlocks());
    }

    /// How the pass ended; empty while it has not.
    ///
    /// [Replay.Identical] says that the journal was read to its end: see [#difference].
    Optional<Replay.Result> end() {
        return end;
    }

    /// The first decision that was not repeated.
    Optional<FirstDifference> difference() {
        return difference;
    }

    Replay.Tally tally() {
        return repeater.tally();
    }

    /// How much of the journal is read, 0…1.
    double share() {
        return end.isPresent() ? 1 : (double) reader.position() / Math.max(1, journal.limit());
    }

    /// Of the charger's lives, as far as the journal holds them.
    List<Beginning> beginnings() {
        return stretches.stream()
                .map(Stretch::beginning)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /// The stretch a cycle lies in.
    Stretch stretch(long cycle) {
        return stretches.get(place(cycle));
    }

    /// Where the stretch of a cycle ends: the cycle behind its last.
    long stretchEnd(long cycle) {
        int next = place(cycle) + 1;
        return next == stretches.size() ? passages.cycles() : stretches.get(next).first();
    }

    private int place(long cycle) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (stretches.get(middle).first() <= cycle) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void take(Sight sight) {
        long cycle = passages.cycles();
        chronicle.take(cycle, sight);
        switch (sight) {
            case Started(Beginning beginning) ->
                    stretch(new Stretch(cycle, beginning.cycle(), Optional.of(beginning)));
            case Gap(long number, long missed) ->
                    stretch(
                            new Stretch(
                                    cycle,
                                    number + missed,
                                    stretches.isEmpty()
                                            ? Optional.empty()
                                            : stretches.getLast().beginning()));
            case Repeated(_, Cycle seen, Optional<Thought> thought) -> {
                insights.add(cycle, thought.map(Insight::of));
                add(seen, Standing.REPEATED);
            }
            case Departed(long number, Cycle seen, Difference what) -> {
                difference =
                        difference.or(() -> Optional.of(new FirstDifference(cycle, number, what)));
                insights.add(cycle, Optional.empty());
                add(seen, Standing.DIFFERS);
            }
            case Unrepeated(_, Cycle seen) -> {
                insights.add(cycle, Optional.empty());
                add(seen, Standing.UNREPEATED);
            }
        }
    }

    private void stretch(Stretch next) {
        stretches.add(next);
        if (stretches.size() > MOST_STRETCHES) {
            refuse(anchor.position(), "more than " + MOST_STRETCHES + " beginnings and gaps");
        }
    }

    private void add(Cycle seen, Standing standing) {
        long cycle = passages.cycles();
        if (stretches.isEmpty()) {
            stretch(new Stretch(0, 0, Optional.empty()));
        }
        standings.add(cycle, standing);
        passages.add(Passage.of(anchor, cycle, seen, names));
    }

    private void refuse(int at, String reason) {
        end = Optional.of(new Replay.Refused(repeater.tally(), at, reason));
    }
}
