package stanchion.session;

import stanchion.units.Amps;
import stanchion.units.Volts;

/// What the last window of the meter says of the mains.
public sealed interface Mains {
    /// No window yet.
    record Unknown() implements Mains {}

    /// The last window.
    ///
    /// @param lowest RMS voltage of the lowest phase
    /// @param highest RMS voltage of the highest phase
    /// @param current RMS current of the most loaded phase
    record Measured(Volts lowest, Volts highest, Amps current) implements Mains {}

    /// The current of the most loaded phase; 0 A before the first window.
    default Amps current() {
        return switch (this) {
            case Unknown _ -> Amps.ZERO;
            case Measured measured -> measured.current();
        };
    }
}
