package stanchion.metering;

import stanchion.units.Hertz;

/// The mains frequency of a window, or why it has none.
public sealed interface MainsFrequency {
    /// The voltage was one steady sine (and its harmonics) throughout the window.
    ///
    /// @param frequency the mean over the window, 45…65 Hz
    record Tracked(Hertz frequency) implements MainsFrequency {}

    /// No frequency, for a reason.
    record Untracked(Cause why) implements MainsFrequency {}

    /// Why a window has no frequency.
    enum Cause {
        /// No phase carries a voltage worth the name.
        NO_VOLTAGE,
        /// There is a voltage outside 45…65 Hz.
        OUT_OF_RANGE,
        /// The voltage changed within the window: it appeared, went, or jumped in phase.
        UNSTEADY,
        /// The stream of samples broke off before the window was whole.
        CUT_SHORT
    }
}
