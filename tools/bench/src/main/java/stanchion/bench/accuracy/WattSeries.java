package stanchion.bench.accuracy;

import stanchion.hal.AnalogFrontEnd;

/// A way to find active power in a stream of codes.
interface WattSeries {
    /// The active power of consecutive windows, as many as are whole, from the first on.
    ///
    /// @param codes `V I` frame by frame
    double[] watts(AnalogFrontEnd analog, int[] codes);
}
