package stanchion.link;

import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What charger and gateway say to each other.
///
/// ```text
/// charger ─► Hello, then Numbered …          gateway ─► Acknowledge …, Asked …
/// ```
///
/// Both processes start from one verified copy, so there is one version and no negotiation.
public sealed interface LinkRecord {
    /// The charger's first record on every connection.
    ///
    /// @param bootId chosen at random when the charger started; with [Numbered#seq] it names a
    ///   report for ever
    /// @param at now
    /// @param firmware version of the application
    /// @param board the board's name
    /// @param ratedCurrent per phase
    /// @param phases 1…3
    record Hello(
            long bootId, Uptime at, String firmware, String board, Amps ratedCurrent, int phases)
            implements LinkRecord {}

    /// A report with its number.
    ///
    /// [Report.Meter], [Report.Event] and [Report.Session] are kept by the charger until they are
    /// acknowledged and are sent again, in order and with the same number, on every new connection.
    /// The others are sent once or never: the next one says more.
    ///
    /// @param seq counts up from 1 since the charger started; numbers may be missing
    record Numbered(long seq, Report report) implements LinkRecord {}

    /// The gateway has stored this one report for good; says nothing about earlier numbers.
    record Acknowledge(long seq) implements LinkRecord {}

    /// The gateway asks for something.
    record Asked(Request request) implements LinkRecord {}
}
