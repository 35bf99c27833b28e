package stanchion.sim;

import stanchion.hal.AnalogFrontEnd.AdcScale;

/// One analog-to-digital converter: gain, offset, noise, quantisation, clipping.
final class Converter {
    private final double codesPerUnit;
    private final double zero;
    private final int lowest;
    private final int highest;
    private final double noiseCodes;
    private final Noise noise;

    /// @param gain actual over nominal
    /// @param offsetCodes actual zero minus the nominal one
    /// @param noiseCodes standard deviation
    Converter(AdcScale scale, double gain, double offsetCodes, double noiseCodes, Noise noise) {
        codesPerUnit = gain / scale.unitsPerCode();
        zero = scale.zeroCode() + offsetCodes + 0.5;
        lowest = scale.lowestCode();
        highest = scale.highestCode();
        this.noiseCodes = noiseCodes;
        this.noise = noise;
    }

    int code(double value) {
        return code(value, 0);
    }

    /// The code for a value with more noise on it than the converter's own.
    ///
    /// @param extraNoise standard deviation in the channel's unit
    int code(double value, double extraNoise) {
        double deviation = noiseCodes + extraNoise * Math.abs(codesPerUnit);
        double exact = value * codesPerUnit + zero + deviation * noise.next();
        if (exact <= lowest) {
            return lowest;
        }
        if (exact >= highest) {
            return highest;
        }
        int floor = (int) exact;
        return exact < floor ? floor - 1 : floor;
    }
}
