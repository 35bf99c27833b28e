package stanchion.pilot;

import stanchion.units.Amps;
import stanchion.units.DutyCycle;

/// The vehicle's side of the duty cycle (IEC 61851-1 table A.8): what it reads from a duty.
public sealed interface Advertised {
    /// The vehicle may draw up to `limit`.
    record Current(Amps limit) implements Advertised {}

    /// Charging only after digital communication (ISO 15118).
    record Digital() implements Advertised {}

    /// No charging; 100 % is the steady pilot of X1.
    record NoCharge() implements Advertised {}

    /// No meaning: the vehicle shall not charge.
    record Invalid() implements Advertised {}

    /// What a vehicle reads from `duty`.
    static Advertised by(DutyCycle duty) {
        double percent = duty.percent();
        if (percent < 3 || (percent > 7 && percent < 8)) {
            return new Invalid();
        }
        if (percent <= 7) {
            return new Digital();
        }
        return percent > 97 ? new NoCharge() : new Current(new Amps(amps(percent)));
    }

    private static double amps(double percent) {
        if (percent < 10) {
            return 6;
        }
        if (percent <= 85) {
            return percent * 0.6;
        }
        return percent <= 96 ? (percent - 64) * 2.5 : 80;
    }
}
