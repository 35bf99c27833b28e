package stanchion.replay.travel;

import static java.lang.Math.max;
import static java.lang.Math.min;

import stanchion.control.ControlCycle.Outcome;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.link.Report;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;

/// What consecutive cycles looked like, for drawing: which values there were, not in which order.
///
/// @param anchor where they are read again
/// @param first cycle of the journal, counted from 0
/// @param cycles how many
/// @param from nanoseconds of uptime of the first
/// @param states a bit for each session state there was, by its place in [StateNames]
/// @param contactor bits: [#COMMAND_OPEN] …
/// @param faults that were held
/// @param duty percent, as a status says it
/// @param offer ampere
record Passage(
        Anchor anchor,
        long first,
        long cycles,
        long from,
        int states,
        int contactor,
        FaultSet faults,
        Range duty,
        Range offer) {
    static final int COMMAND_OPEN = 1;
    static final int COMMAND_CLOSED = 2;
    static final int MIRROR_OPEN = 4;
    static final int MIRROR_CLOSED = 8;

    /// A block of the journal.
    ///
    /// @param position its first byte
    /// @param first the first cycle in it or after it
    record Anchor(int position, long first) {}

    /// From the lowest to the highest; the lowest is above the highest where there was none.
    record Range(double low, double high) {
        static final Range NONE = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        static Range of(double value) {
            return new Range(value, value);
        }

        Range and(Range other) {
            return new Range(min(low, other.low), max(high, other.high));
        }
    }

    /// One cycle.
    static Passage of(Anchor anchor, long number, Cycle cycle, StateNames names) {
        long at = cycle.input().at().nanos();
        return switch (cycle.answer()) {
            case Threw _ ->
                    new Passage(anchor, number, 1, at, 0, 0, FaultSet.NONE, Range.NONE, Range.NONE);
            case Decided(Outcome outcome) -> {
                Report.Status status = outcome.status();
                yield new Passage(
                        anchor,
                        number,
                        1,
                        at,
                        names.bit(status.state()),
                        contactor(outcome),
                        faults(status),
                        Range.of(status.duty().percent()),
                        Range.of(status.offer().value()));
            }
        };
    }

    /// This passage and the one that follows it, as one.
    Passage and(Passage next) {
        return new Passage(
                anchor,
                first,
                cycles + next.cycles,
                from,
                states | next.states,
                contactor | next.contactor,
                faults.union(next.faults),
                duty.and(next.duty),
                offer.and(next.offer));
    }

    /// The cycle behind its last.
    long end() {
        return first + cycles;
    }

    private static int contactor(Outcome outcome) {
        boolean closes = outcome.commands().contactor() == ContactorCommand.CLOSE;
        boolean closed = outcome.status().contactor() == ContactorPosition.CLOSED;
        return (closes ? COMMAND_CLOSED : COMMAND_OPEN) | (closed ? MIRROR_CLOSED : MIRROR_OPEN);
    }

    private static FaultSet faults(Report.Status status) {
        FaultSet set = FaultSet.NONE;
        for (Fault fault : status.faults()) {
            set = set.with(fault);
        }
        return set;
    }
}
