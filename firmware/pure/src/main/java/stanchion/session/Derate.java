package stanchion.session;

import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.units.Amps;
import stanchion.units.Celsius;

/// How far the offer is lowered because the contactor's surroundings are hot: first less, then
/// nothing, and back only when it is clearly cooler.
///
/// ```text
///  65 °C half ─► 68 °C quarter ─► 71 °C stop         62 °C ─► full
/// ```
public enum Derate {
    FULL(1),
    HALF(0.5),
    QUARTER(0.25),
    STOP(0);

    private static final double HALF_CELSIUS = 65;
    private static final double QUARTER_CELSIUS = 68;
    private static final double STOP_CELSIUS = 71;
    private static final double RESTORE_CELSIUS = 62;

    private final double factor;

    Derate(double factor) {
        this.factor = factor;
    }

    /// The stage after this one at a temperature; a sensor that fails counts as too hot.
    public Derate next(Reading<Celsius> temperature) {
        return switch (temperature) {
            case Reading.Present<Celsius>(Celsius celsius) -> next(celsius.value());
            case Reading.Missing<Celsius>(Absence why) -> why == Absence.NOT_YET ? this : STOP;
        };
    }

    private Derate next(double celsius) {
        if (celsius <= RESTORE_CELSIUS) {
            return FULL;
        }
        Derate demanded = demandedAt(celsius);
        return demanded.compareTo(this) > 0 ? demanded : this;
    }

    private static Derate demandedAt(double celsius) {
        if (celsius >= STOP_CELSIUS) {
            return STOP;
        }
        if (celsius >= QUARTER_CELSIUS) {
            return QUARTER;
        }
        return celsius >= HALF_CELSIUS ? HALF : FULL;
    }

    public Amps of(Amps full) {
        return this == FULL ? full : new Amps(full.value() * factor);
    }
}
