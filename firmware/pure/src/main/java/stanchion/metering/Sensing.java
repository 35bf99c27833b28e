package stanchion.metering;

import stanchion.hal.AnalogFrontEnd.AdcScale;

/// What the bundles of a phase are.
///
/// @param volts of a value's unit
/// @param amps of a value's unit
/// @param framesEach of a bundle
record Sensing(AdcScale volts, AdcScale amps, int framesEach) {
    /// Values in volts and amperes, frame by frame.
    static final Sensing PLAIN =
            new Sensing(
                    new AdcScale(1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
                    new AdcScale(1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
                    1);
}
