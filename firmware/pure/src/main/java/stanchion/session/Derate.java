package stanchion.session;

import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.hal.SafetyLimits.Heat;
import stanchion.units.Amps;
import stanchion.units.Celsius;

/// How far the offer is lowered because the contactor's surroundings are hot: first less, then
/// nothing, and back only when it is clearly cooler.
///
/// ```text
///  half ─► quarter ─► stop         restore ─► full         each a temperature of the board
/// ```
public enum Derate {
    FULL(1),
    HALF(0.5),
    QUARTER(0.25),
    STOP(0);

    private final double factor;

    Derate(double factor) {
        this.factor = factor;
    }

    /// The stage after this one at a temperature; a sensor that fails counts as too hot.
    public Derate next(Reading<Celsius> temperature, Heat heat) {
        return switch (temperature) {
            case Reading.Present<Celsius>(Celsius celsius) -> next(celsius, heat);
            case Reading.Missing<Celsius>(Absence why) -> why == Absence.NOT_YET ? this : STOP;
        };
    }

    private Derate next(Celsius celsius, Heat heat) {
        if (celsius.compareTo(heat.restore()) <= 0) {
            return FULL;
        }
        Derate demanded = demandedAt(celsius, heat);
        return demanded.compareTo(this) > 0 ? demanded : this;
    }

    private static Derate demandedAt(Celsius celsius, Heat heat) {
        if (celsius.compareTo(heat.stop()) >= 0) {
            return STOP;
        }
        if (celsius.compareTo(heat.quarter()) >= 0) {
            return QUARTER;
        }
        return celsius.compareTo(heat.half()) >= 0 ? HALF : FULL;
    }

    public Amps of(Amps full) {
        return this == FULL ? full : new Amps(full.value() * factor);
    }
}
