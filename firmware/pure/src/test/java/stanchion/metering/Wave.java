package stanchion.metering;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// A mains with known truth and the converters that look at it.
///
/// @param volts RMS of the voltage's fundamental
/// @param amps RMS of the current's fundamental
/// @param hertz at the beginning
/// @param hertzPerSecond drift
/// @param lagRadians of the current's fundamental behind the voltage's
/// @param harmonics both channels
/// @param converter what turns them into codes
record Wave(
        double volts,
        double amps,
        double hertz,
        double hertzPerSecond,
        double lagRadians,
        List<Harmonic> harmonics,
        Converter converter) {

    /// @param voltShare of the fundamental's voltage
    /// @param ampShare of the fundamental's current
    record Harmonic(int order, double voltShare, double ampShare, double ampLagRadians) {}

    /// @param bits of the code, over ±450 V and ±70 A
    /// @param offsetCodes added to every code
    /// @param noiseCodes standard deviation
    /// @param currentLag how much later the current is seen
    record Converter(
            double rate, int bits, double offsetCodes, double noiseCodes, Duration currentLag) {
        static final double FULL_VOLTS = 450;
        static final double FULL_AMPS = 70;

        AdcScale scale(double fullScale) {
            int top = 1 << (bits - 1);
            return new AdcScale(fullScale / top, 0, -top, top - 1);
        }

        AnalogFrontEnd frontEnd(int phases) {
            List<PhaseChannels> channels = new ArrayList<>();
            for (int phase = 0; phase < phases; phase++) {
                channels.add(new PhaseChannels(scale(FULL_VOLTS), scale(FULL_AMPS), currentLag));
            }
            return new AnalogFrontEnd(
                    scale(12),
                    new Hertz(50_000),
                    new AnalogFrontEnd.ProximityCircuit(scale(5), new Volts(5), new Ohms(330)),
                    new Hertz(rate),
                    channels);
        }
    }

    static final Converter IDEAL = new Converter(4800, 24, 0, 0, Duration.ZERO);

    static Wave sine(double volts, double amps) {
        return new Wave(volts, amps, 50, 0, 0, List.of(), IDEAL);
    }

    Wave at(double hertz) {
        return new Wave(volts, amps, hertz, hertzPerSecond, lagRadians, harmonics, converter);
    }

    Wave drifting(double hertzPerSecond) {
        return new Wave(volts, amps, hertz, hertzPerSecond, lagRadians, harmonics, converter);
    }

    Wave lagging(double radians) {
        return new Wave(volts, amps, hertz, hertzPerSecond, radians, harmonics, converter);
    }

    Wave with(Harmonic... added) {
        return new Wave(volts, amps, hertz, hertzPerSecond, lagRadians, List.of(added), converter);
    }

    Wave through(Converter other) {
        return new Wave(volts, amps, hertz, hertzPerSecond, lagRadians, harmonics, other);
    }

    double voltAt(double seconds) {
        double phase = phase(seconds);
        double sum = Math.sin(phase);
        for (Harmonic harmonic : harmonics) {
            sum += harmonic.voltShare() * Math.sin(harmonic.order() * phase);
        }
        return Math.sqrt(2) * volts * sum;
    }

    double ampAt(double seconds) {
        double phase = phase(seconds);
        double sum = Math.sin(phase - lagRadians);
        for (Harmonic harmonic : harmonics) {
            sum +=
                    harmonic.ampShare()
                            * Math.sin(harmonic.order() * phase - harmonic.ampLagRadians());
        }
        return Math.sqrt(2) * amps * sum;
    }

    private double phase(double seconds) {
        return 2 * Math.PI * (hertz + hertzPerSecond * seconds / 2) * seconds + 0.7;
    }

    double trueWatts() {
        double watts = volts * amps * Math.cos(lagRadians);
        for (Harmonic harmonic : harmonics) {
            watts +=
                    volts
                            * amps
                            * harmonic.voltShare()
                            * harmonic.ampShare()
                            * Math.cos(harmonic.ampLagRadians());
        }
        return watts;
    }

    double trueVars() {
        return volts * amps * Math.sin(lagRadians);
    }

    double trueVolts() {
        double squares = 1;
        for (Harmonic harmonic : harmonics) {
            squares += harmonic.voltShare() * harmonic.voltShare();
        }
        return volts * Math.sqrt(squares);
    }

    double trueAmps() {
        double squares = 1;
        for (Harmonic harmonic : harmonics) {
            squares += harmonic.ampShare() * harmonic.ampShare();
        }
        return amps * Math.sqrt(squares);
    }

    AnalogFrontEnd frontEnd() {
        return converter.frontEnd(1);
    }

    /// The codes of frames `from` … `from + frames − 1`, always the same for the same seed.
    MainsBlock block(long from, int frames, long seed) {
        Random noise = new Random(seed);
        double lag = converter.currentLag().toNanos() * 1e-9;
        int[] codes = new int[2 * frames];
        for (int n = 0; n < frames; n++) {
            double seconds = (from + n) / converter.rate();
            codes[2 * n] = code(voltAt(seconds), Converter.FULL_VOLTS, noise);
            codes[2 * n + 1] = code(ampAt(seconds - lag), Converter.FULL_AMPS, noise);
        }
        return new MainsBlock(from, 2, codes);
    }

    private int code(double value, double fullScale, Random noise) {
        AdcScale scale = converter.scale(fullScale);
        double exact =
                value / scale.unitsPerCode()
                        + converter.offsetCodes()
                        + converter.noiseCodes() * noise.nextGaussian();
        return Math.clamp(Math.round(exact), scale.lowestCode(), scale.highestCode());
    }
}
