package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.Path;
import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.units.Celsius;

/// An LM75 or TMP102: register 0 is the temperature, in the upper bits of a signed word. Read in a
/// fraction of a millisecond.
public final class I2cTemperature implements Temperature {
    private static final int TEMPERATURE = 0;
    private static final double DEGREES_PER_CODE = 1 / 256.0;

    private final WordRegisters device;

    private I2cTemperature(WordRegisters device) {
        this.device = device;
    }

    /// Opens the sensor and asks whether it answers.
    ///
    /// @param bus `/dev/i2c-1` for one
    /// @param address 0x48…0x4f by the chip's address pins
    public static I2cTemperature open(Path bus, int address) throws IOException {
        return on(I2cDevice.open(bus, address), "%s at 0x%02x".formatted(bus, address));
    }

    /// Takes a device over and asks whether it answers.
    ///
    /// @param name for messages
    public static I2cTemperature on(WordRegisters device, String name) throws IOException {
        I2cTemperature sensor = new I2cTemperature(device);
        if (sensor.read() instanceof Reading.Missing<?>) {
            sensor.close();
            throw new IOException(name + ": no temperature sensor answers");
        }
        return sensor;
    }

    @Override
    public Reading<Celsius> read() {
        int word = device.read(TEMPERATURE);
        return word < 0 ? new Reading.Missing<>(Absence.SILENT) : celsius(word);
    }

    static Reading<Celsius> celsius(int word) {
        return Plausible.celsius((short) word * DEGREES_PER_CODE);
    }

    @Override
    public void close() {
        device.close();
    }
}
