package stanchion.benchboard;

import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch.Held;

/// What passes between a board's terminals and the simulated world behind them.
///
/// ```text
/// simulator ─► Sensed every 5 ms, Latch    bench board ─► Driven every cycle, KeepAlive, Rearm
/// ```
///
/// The simulator plays the board's hardware: when the connection ends, or no [Driven] came within
/// the profile's silence limit, it opens the contactor and rests the pilot at steady +12 V.
public sealed interface TerminalRecord {
    /// Codes since the previous such record. Frame numbers of the mains run on without a gap; a
    /// simulator that starts anew begins at any number.
    record Sensed(Samples samples) implements TerminalRecord {}

    /// What the latch holds that a battery keeps; first of all records, and whenever it changes.
    record Latch(Held held) implements TerminalRecord {}

    /// The latch forgets what it holds.
    record Rearm() implements TerminalRecord {}

    /// The output image.
    record Driven(Commands commands) implements TerminalRecord {}

    /// The charger's cycle met its deadline.
    record KeepAlive() implements TerminalRecord {}
}
