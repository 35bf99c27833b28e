package stanchion.hal;

import java.util.Optional;

/// A charger board: everything the firmware can sense and switch, in two calls a cycle.
///
/// ```text
/// sample() ─► Samples ─► the firmware decides ─► Commands ─► apply()
/// ```
///
/// A board is used by one thread. If [#apply] stops being called the board opens the contactor by
/// itself, within [BoardProfile#silenceLimit].
public interface Board extends AutoCloseable {
    /// What this board is; constant for its life.
    BoardProfile profile();

    /// Everything that was sensed since the previous call. Never throws for a fault of the
    /// hardware: what could not be read is missing in the value, with its reason.
    Samples sample();

    /// Writes the whole output image: opening first, closing last.
    void apply(Commands commands);

    /// Waits until what is sensed means something; called once, after the first image and before
    /// the first sample. Filters and biases of inputs take a moment from the first current on, and
    /// what is sensed before looks like faults, which are not forgotten at once. A board that does
    /// not come to its senses within a second returns all the same: its samples say so.
    void settle();

    /// Feeds the hardware watchdog and the contactor keep-alive. Called only after a cycle that met
    /// its deadline.
    void keepAlive();

    /// The energy meter on a serial line beside the board; empty where it has none.
    default Optional<SerialMeter> meter() {
        return Optional.empty();
    }

    /// The latch that a battery keeps while there is no power; empty where the board has none.
    default Optional<TamperLatch> tamperLatch() {
        return Optional.empty();
    }

    /// Leaves the outputs at [Commands#SAFE] and releases the hardware.
    @Override
    void close();
}
