package stanchion.replay.travel;

import java.util.List;
import java.util.Set;

/// A part of a journal in columns, to be drawn beside each other.
///
/// @param from first cycle
/// @param to the cycle behind the last
public record Timeline(long from, long to, List<Column> columns) {
    /// What some cycles looked like; what there was of each, not in which order.
    ///
    /// @param first cycle
    /// @param seconds of it since the journal's first cycle
    /// @param states of the session
    /// @param contactor bits: 1 commanded open, 2 commanded closed, 4 seen open, 8 seen closed
    /// @param duty lowest and highest, percent; empty without any
    /// @param offer lowest and highest, ampere; empty without any
    public record Column(
            long first,
            double seconds,
            List<String> states,
            int contactor,
            List<Double> duty,
            List<Double> offer,
            Set<String> faults,
            Set<Mark.Kind> marks,
            Set<Standing> standings) {}
}
