package stanchion.hal.linux;

import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.hal.Reading.Missing;
import stanchion.hal.Reading.Present;
import stanchion.units.Celsius;

/// Which temperatures a working sensor can show.
final class Plausible {
    /// The sensors' own range (LM75, TMP102, DS18B20: −55…125 °C).
    static final double LOWEST = -55;

    static final double HIGHEST = 125;

    private Plausible() {}

    static Reading<Celsius> celsius(double value) {
        return value < LOWEST || value > HIGHEST
                ? new Missing<>(Absence.IMPLAUSIBLE)
                : new Present<>(new Celsius(value));
    }
}
