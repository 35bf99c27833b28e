package stanchion.bench.accuracy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// What turns one phase's volts and amperes into codes: ±450 V and ±70 A over all codes, an offset,
/// white noise, and a current that is seen late.
///
/// @param rate frames per second
/// @param noiseCodes standard deviation of what is added before rounding
/// @param currentLag how much later the current is seen
record FrontEnd(
        String name,
        double rate,
        int bits,
        double offsetCodes,
        double noiseCodes,
        Duration currentLag) {
    static final double FULL_VOLTS = 450;
    static final double FULL_AMPS = 70;

    /// 24 bits, simultaneous, 102 dB from full scale to noise, behind a transformer that is late.
    static final FrontEnd DECIBELS_102 =
            new FrontEnd("102 dB", 8000, 24, 21_111, decibels(102, 24), Duration.ofNanos(60_000));

    /// One converter of 104 µs for both channels in turn, as in the open energy monitors.
    static final FrontEnd BITS_16 =
            new FrontEnd("16 bit", 1e6 / 208, 16, -40.3, 0.5, Duration.ofNanos(-104_000));

    static final FrontEnd BITS_12 =
            new FrontEnd("12 bit", 1e6 / 208, 12, 3.3, 0.5, Duration.ofNanos(-104_000));

    /// The first without its noise: what is left is the mathematics.
    static final FrontEnd QUIET =
            new FrontEnd("no noise", 8000, 24, 21_111, 0, Duration.ofNanos(60_000));

    static final List<FrontEnd> ALL = List.of(DECIBELS_102, BITS_16, BITS_12);

    /// The same, its current seen later by `lag`.
    FrontEnd seenLate(Duration lag) {
        return new FrontEnd(name, rate, bits, offsetCodes, noiseCodes, lag);
    }

    private static double decibels(double range, int bits) {
        return (1 << (bits - 1)) / Math.sqrt(2) / Math.pow(10, range / 20);
    }

    private AdcScale scale(double fullScale) {
        int top = 1 << (bits - 1);
        return new AdcScale(fullScale / top, 0, -top, top - 1);
    }

    AnalogFrontEnd analog() {
        return new AnalogFrontEnd(
                scale(12),
                new Hertz(50_000),
                new ProximityCircuit(scale(5), new Volts(5), new Ohms(330)),
                new Hertz(rate),
                List.of(new PhaseChannels(scale(FULL_VOLTS), scale(FULL_AMPS), currentLag)));
    }

    /// The codes of a load, `V I` frame by frame, always the same for the same seed.
    int[] codes(Load load, double seconds, long seed) {
        Random noise = new Random(seed);
        double lag = currentLag.toNanos() * 1e-9;
        int frames = (int) (seconds * rate);
        int[] codes = new int[2 * frames];
        for (int n = 0; n < frames; n++) {
            codes[2 * n] = code(load.voltAt(n / rate), scale(FULL_VOLTS), noise);
            codes[2 * n + 1] = code(load.ampAt(n / rate - lag), scale(FULL_AMPS), noise);
        }
        return codes;
    }

    private int code(double value, AdcScale scale, Random noise) {
        double exact =
                value / scale.unitsPerCode() + offsetCodes + noiseCodes * noise.nextGaussian();
        return Math.clamp(Math.round(exact), scale.lowestCode(), scale.highestCode());
    }

    /// The standard deviation, in ppm of active power, that no meter of `frames` samples gets
    /// below: noise of the converter and its rounding (a twelfth of a squared code), carried
    /// through the mean of products.
    double floorPpm(Load load, double frames) {
        double volts = square(scale(FULL_VOLTS).unitsPerCode()) * noiseSquare();
        double amps = square(noiseAmps());
        double watts =
                square(load.trueVolts()) * amps + square(load.trueAmps()) * volts + volts * amps;
        return 1e6 * Math.sqrt(watts / frames) / load.trueWatts();
    }

    /// RMS of what a channel without a current shows: noise and rounding.
    double noiseAmps() {
        return scale(FULL_AMPS).unitsPerCode() * Math.sqrt(noiseSquare());
    }

    private double noiseSquare() {
        return 1.0 / 12 + noiseCodes * noiseCodes;
    }

    private static double square(double value) {
        return value * value;
    }
}
