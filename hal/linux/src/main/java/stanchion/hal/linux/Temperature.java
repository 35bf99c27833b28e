package stanchion.hal.linux;

import stanchion.hal.Reading;
import stanchion.units.Celsius;

/// A temperature sensor.
public sealed interface Temperature extends AutoCloseable
        permits I2cTemperature, OneWireTemperature, HwmonTemperature {
    /// The temperature now. May take as long as its type says: a slow one is read by a thread that
    /// nobody waits for.
    Reading<Celsius> read();

    @Override
    void close();
}
