package stanchion.board;

import java.util.Locale;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.units.Amps;

/// What a converter must show without clipping.
///
/// @param unit of both limits
record Reach(double least, double greatest, String unit) {
    /// ±12 V with 5 % tolerance must not clip.
    static final Reach PILOT = new Reach(-13, 13, "V");

    /// 253 V RMS, its peak, and a tenth more.
    static final Reach MAINS = new Reach(-400, 400, "V");

    /// Peak of the rated current with half as much again, for distortion and overcurrent.
    private static final double CURRENT = 1.5 * Math.sqrt(2);

    static Reach current(Amps rated) {
        return new Reach(-CURRENT * rated.value(), CURRENT * rated.value(), "A");
    }

    /// The scale of channel `key`, described at `line`, unless it clips.
    AdcScale unclipped(AdcScale scale, String key, int line) throws BadLineException {
        double atLowest = scale.valueOf(scale.lowestCode());
        double atHighest = scale.valueOf(scale.highestCode());
        if (Math.min(atLowest, atHighest) > least || Math.max(atLowest, atHighest) < greatest) {
            throw new BadLineException(
                    line,
                    String.format(
                            Locale.ROOT,
                            "%s reaches %.1f…%.1f %s and clips; it must reach %.1f…%.1f %s",
                            key,
                            Math.min(atLowest, atHighest),
                            Math.max(atLowest, atHighest),
                            unit,
                            least,
                            greatest,
                            unit));
        }
        return scale;
    }
}
