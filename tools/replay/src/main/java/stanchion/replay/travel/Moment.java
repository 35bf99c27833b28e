package stanchion.replay.travel;

import java.util.List;

/// All that is known of one cycle, for a person.
///
/// @param cycle of the journal, counted from 0
/// @param number since the charger started
/// @param seconds since the journal's first cycle
/// @param why the latest change up to this cycle, and because of what
/// @param waves what the converters said
/// @param sheets what that meant and what came of it
public record Moment(
        long cycle,
        long number,
        double seconds,
        Standing standing,
        String state,
        Why why,
        Waves waves,
        Sheets sheets) {

    /// The latest change of state, beginning, gap or difference.
    ///
    /// @param cycle in which it was
    public record Why(long cycle, double seconds, String text) {}

    /// What the converters said; empty lists where the cycle was sensed as values.
    public record Waves(Pilot pilot, Mains mains) {}

    /// What the pilot's converter said in this cycle.
    ///
    /// @param rate samples a second
    /// @param volts of each code
    /// @param levels the plateaus read from them: high and low, or one steady level, or none
    public record Pilot(double rate, List<Double> volts, List<Double> levels) {}

    /// A few cycles together.
    ///
    /// @param rate frames a second
    /// @param own from which frame on they are this cycle's
    /// @param volts of each phase, L1 first
    /// @param amps of each phase
    public record Mains(double rate, int own, List<List<Double>> volts, List<List<Double>> amps) {}

    /// A line of a sheet.
    public record Row(String name, String value) {}

    /// In the order of a cycle.
    public record Sheets(
            List<Row> measured, List<Row> session, List<Row> interlock, List<Row> outcome) {}
}
