package stanchion.replay.travel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import stanchion.replay.travel.Mark.Kind;
import stanchion.replay.travel.Passage.Range;
import stanchion.replay.travel.Timeline.Column;
import stanchion.safety.Fault;

/// Puts a part of a journal into columns.
final class Columns {
    /// So few cycles are looked at one by one; more as the pass has kept them.
    static final int MOST_READ = 4_000;

    /// More than a screen has.
    static final int MOST = 4_000;

    private final JournalIndex index;
    private final Cycles cycles;

    Columns(JournalIndex index, Cycles cycles) {
        this.index = index;
        this.cycles = cycles;
    }

    Timeline of(long wantedFrom, long wantedTo, int wantedMost) {
        long all = index.passages.cycles();
        long from = Math.clamp(wantedFrom, 0, Math.max(0, all - 1));
        long to = Math.clamp(wantedTo, Math.min(from + 1, all), all);
        long together = Math.max(1, Math.ceilDiv(to - from, Math.clamp(wantedMost, 1, MOST)));
        boolean few = to - from <= MOST_READ;
        long grain = few ? 1 : index.passages.length();
        long step = Math.ceilDiv(together, grain) * grain;
        List<Column> columns = new ArrayList<>();
        for (long at = from; at < to; at = at - at % step + step) {
            long next = Math.min(to, at - at % step + step);
            columns.add(column(at, next, few ? read(at, next) : kept(at, next)));
        }
        return new Timeline(from, to, columns);
    }

    private Passage read(long from, long to) {
        Passage passage = one(from);
        for (long cycle = from + 1; cycle < to; cycle++) {
            passage = passage.and(one(cycle));
        }
        return passage;
    }

    private Passage one(long cycle) {
        return Passage.of(cycles.anchor(cycle), cycle, cycles.at(cycle), index.names);
    }

    private Passage kept(long from, long to) {
        Passage passage = index.passages.at(from);
        while (passage.end() < to) {
            passage = passage.and(index.passages.at(passage.end()));
        }
        return passage;
    }

    private Column column(long from, long to, Passage passage) {
        Set<Kind> marks =
                index.marks.within(from, to).stream()
                        .map(Mark::kind)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        return new Column(
                from,
                (passage.from() - index.passages.at(0).from()) / 1e9,
                index.names.of(passage.states()),
                passage.contactor(),
                list(passage.duty()),
                list(passage.offer()),
                passage.faults().asSet().stream().map(Fault::name).collect(Collectors.toSet()),
                marks,
                index.standings.within(from, to));
    }

    private static List<Double> list(Range range) {
        return range.low() > range.high() ? List.of() : List.of(range.low(), range.high());
    }
}
