package stanchion.gateway.history;

import java.time.Instant;
import java.util.function.BiConsumer;

/// Energy that flowed between two moments.
///
/// @param end not before `begin`
record Span(Instant begin, Instant end) {
    /// Divides energy evenly over the quarter-hours of the span; all of it is given away.
    void divide(Energies energy, BiConsumer<Long, Energies> each) {
        long first = QuarterHour.number(begin);
        long last = Math.max(first, QuarterHour.number(end));
        long whole = end.toEpochMilli() - begin.toEpochMilli();
        Energies left = energy;
        for (long quarter = first; quarter < last; quarter++) {
            long from = Math.max(begin.toEpochMilli(), QuarterHour.start(quarter).toEpochMilli());
            long part = QuarterHour.start(quarter + 1).toEpochMilli() - from;
            Energies share = energy.share(part, whole);
            left = left.minus(share);
            each.accept(quarter, share);
        }
        each.accept(last, left);
    }
}
