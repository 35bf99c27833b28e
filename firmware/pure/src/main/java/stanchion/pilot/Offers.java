package stanchion.pilot;

import java.util.Optional;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;

/// The charger's side of the duty cycle (IEC 61851-1 table A.7, SAE J1772): which duty advertises a
/// current.
///
/// ```text
///   6…51 A   D = I / 0.6            10…85 %
///  51…80 A   D = I / 2.5 + 64       85…96 %   (from 52.5 A on; below, it would read less than 51 A)
/// ```
public final class Offers {
    public static final Amps LEAST = new Amps(6);
    public static final Amps MOST = new Amps(80);

    /// The generator's period of 1 ms is counted in whole nanoseconds.
    public static final DutyCycle GENERATOR_STEP = new DutyCycle(0.0001);

    private static final double AMPS_PER_PERCENT = 0.6;
    private static final double KNEE_AMPS = 51;
    private static final double UPPER_FROM_AMPS = 52.5;
    private static final double UPPER_AMPS_PER_PERCENT = 2.5;
    private static final double UPPER_OFFSET_PERCENT = 64;

    /// What rounding of doubles may take from a duty that falls exactly on a step, in steps.
    private static final double ROUNDING = 1e-6;

    private Offers() {}

    /// The largest offer that is not above `limit`: empty below 6 A, 51 A between 51 and 52.5 A, at
    /// most 80 A.
    public static Optional<Amps> within(Amps limit) {
        double amps = limit.value();
        if (amps < LEAST.value()) {
            return Optional.empty();
        }
        if (amps > KNEE_AMPS && amps < UPPER_FROM_AMPS) {
            return Optional.of(new Amps(KNEE_AMPS));
        }
        return Optional.of(amps > MOST.value() ? MOST : limit);
    }

    /// The duty that advertises the largest current not above `limit` on a generator that can only
    /// make multiples of `step`; empty below 6 A.
    ///
    /// @param step more than 0 %
    public static Optional<DutyCycle> duty(Amps limit, DutyCycle step) {
        return within(limit).map(offer -> floor(exactPercent(offer.value()), step.percent()));
    }

    private static double exactPercent(double amps) {
        return amps <= KNEE_AMPS
                ? amps / AMPS_PER_PERCENT
                : amps / UPPER_AMPS_PER_PERCENT + UPPER_OFFSET_PERCENT;
    }

    private static DutyCycle floor(double percent, double step) {
        return new DutyCycle(Math.floor(percent / step + ROUNDING) * step);
    }
}
