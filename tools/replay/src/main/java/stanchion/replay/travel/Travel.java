package stanchion.replay.travel;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import stanchion.journal.Beginning;
import stanchion.replay.Difference;
import stanchion.replay.Replay;
import stanchion.replay.Replay.Tally;

/// A journal as something to walk about in: forwards, backwards, to what happened.
///
/// It is repeated once, by whoever calls [#run]; meanwhile others may look at what has been read.
/// For any number of threads.
public final class Travel {
    /// Between two looks the pass goes on: whoever waits longest is next.
    private final Lock turn = new ReentrantLock(true);

    private final JournalIndex index;
    private final Cycles cycles;
    private volatile boolean stopped;

    /// How far the pass has come.
    ///
    /// @param share of the bytes that are read, 0…1
    /// @param cycles that can be looked at
    /// @param seconds from the first of them to the last
    /// @param end of the pass; empty while it runs. [Replay.Identical] says that it came to the
    ///   journal's end; whether nothing differed is said by `difference`
    /// @param difference the first one; empty without any
    /// @param unkept marks beyond the limit
    public record Progress(
            double share,
            long cycles,
            double seconds,
            Tally tally,
            Optional<Replay.Result> end,
            Optional<FirstDifference> difference,
            long unkept) {}

    /// Where a decision was not repeated for the first time.
    ///
    /// @param cycle of the journal, counted from 0
    /// @param number since the charger started
    public record FirstDifference(long cycle, long number, Difference what) {}

    /// A mark, for a person.
    ///
    /// @param cycle of the journal, counted from 0
    /// @param seconds since the journal's first cycle
    public record Found(long cycle, double seconds, Mark.Kind kind, String text) {}

    /// A way through time.
    public enum Way {
        BACK,
        ON
    }

    public Travel(ByteBuffer journal) {
        index = new JournalIndex(journal);
        cycles = new Cycles(journal, index);
    }

    /// Repeats the whole journal, unless [#stop] ends it earlier.
    public void run() {
        while (!stopped && inTurn(this::advance)) {}
    }

    public void stop() {
        stopped = true;
    }

    private boolean advance() {
        index.advance();
        return index.end().isEmpty();
    }

    public Progress progress() {
        return inTurn(() ->
                new Progress(
                        index.share(),
                        index.passages.cycles(),
                        index.passages.cycles() == 0
                                ? 0
                                : cycles.seconds(index.passages.cycles() - 1),
                        index.tally(),
                        index.end(),
                        index.difference(),
                        index.marks.left()));
    }

    /// The charger's lives that were begun so far, without those whose beginning is not in it.
    public List<Beginning> beginnings() {
        return inTurn(index::beginnings);
    }

    /// A part of the journal to be drawn.
    ///
    /// @param from first cycle; moved to where there are some
    /// @param to the cycle behind the last
    /// @param most columns
    public Timeline timeline(long from, long to, int most) {
        return inTurn(() -> new Columns(index, cycles).of(from, to, most));
    }

    /// At most `most` of the marks that hold a text, those around a cycle.
    public List<Found> marks(String text, long around, int most) {
        return inTurn(() ->
                index.marks.around(around, most, Marks.holding(text)).stream()
                        .map(this::found)
                        .toList());
    }

    private Found found(Mark mark) {
        long at =
                switch (mark.kind()) {
                    case START, GAP -> begins(mark.cycle());
                    case STATE, EVENT, ASKED, LATE, BUG, DIFFERS -> mark.at();
                };
        double seconds = (at - begins(0)) / 1e9;
        return new Found(mark.cycle(), seconds, mark.kind(), mark.text());
    }

    /// When a cycle was, about; the last one's for whatever came after it.
    private long begins(long cycle) {
        return index.passages.cycles() == 0 ? 0 : index.passages.at(clamped(cycle)).from();
    }

    /// The cycle of the nearest mark that holds a text; empty without any.
    public Optional<Long> find(String text, long from, Way way) {
        return inTurn(() -> nearest(from, way, Marks.holding(text)));
    }

    /// The cycle of the nearest change of state, beginning, gap or difference; empty without any.
    public Optional<Long> change(long from, Way way) {
        return inTurn(() -> nearest(from, way, Mark::isChange));
    }

    /// The cycle that came a second later or earlier; the nearest one where none came so soon.
    public long second(long from, Way way) {
        return inTurn(() -> index.passages.cycles() == 0 ? 0 : cycles.second(clamped(from), way));
    }

    /// A cycle; empty before any is read.
    ///
    /// @param cycle moved to where there is one
    public Optional<Moment> moment(long cycle) {
        return inTurn(() ->
                index.passages.cycles() == 0
                        ? Optional.empty()
                        : Optional.of(new CloseUp(index, cycles).of(clamped(cycle))));
    }

    private long clamped(long cycle) {
        return Math.clamp(cycle, 0, Math.max(0, index.passages.cycles() - 1));
    }

    private Optional<Long> nearest(long from, Way way, Predicate<Mark> wanted) {
        Optional<Mark> mark =
                switch (way) {
                    case BACK -> index.marks.before(from, wanted);
                    case ON -> index.marks.after(from, wanted);
                };
        return mark.map(Mark::cycle).map(this::clamped);
    }

    private <T> T inTurn(Supplier<T> look) {
        turn.lock();
        try {
            return look.get();
        } finally {
            turn.unlock();
        }
    }
}
