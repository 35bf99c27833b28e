package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.Path;

/// An ADS1115: four channels against ground, 16 bits, ±4.096 V, one conversion when asked
/// (datasheet SBAS444, 8.6).
///
/// A conversion takes about 1.2 ms; nobody waits for it: begin it in one cycle, read it in another.
public final class Ads1115 implements AutoCloseable {
    /// What stands for a conversion that is not there: not ready yet, or no answer.
    public static final int NO_ANSWER = Integer.MIN_VALUE;

    /// Of the chip, from 0.
    public static final int CHANNELS = 4;

    /// Volts of one code.
    public static final double VOLTS_PER_CODE = 4.096 / 32_768;

    private static final int RESULT = 0;
    private static final int CONFIGURATION = 1;
    private static final int READY = 0x8000;
    private static final int BEGIN = 0x8000;
    private static final int CHANNEL_0_TO_GROUND = 0x4000;
    private static final int CHANNEL_SHIFT = 12;
    private static final int RANGE_4096_MV = 0x0200;
    private static final int ONE_CONVERSION = 0x0100;
    private static final int RATE_860 = 0x00E0;
    private static final int NO_COMPARATOR = 0x0003;

    private final WordRegisters device;

    private Ads1115(WordRegisters device) {
        this.device = device;
    }

    /// Opens the chip and asks whether it answers.
    ///
    /// @param bus `/dev/i2c-1` for one
    /// @param address 0x48…0x4b by the chip's ADDR pin
    public static Ads1115 open(Path bus, int address) throws IOException {
        return on(I2cDevice.open(bus, address), "%s at 0x%02x".formatted(bus, address));
    }

    /// Takes a device over and asks whether it answers.
    ///
    /// @param name for messages
    public static Ads1115 on(WordRegisters device, String name) throws IOException {
        if (device.read(CONFIGURATION) < 0) {
            device.close();
            throw new IOException(name + ": no ADS1115 answers");
        }
        return new Ads1115(device);
    }

    /// Begins a conversion.
    ///
    /// @param channel 0…3
    public Written begin(int channel) {
        return device.write(CONFIGURATION, configuration(channel));
    }

    /// The code of the conversion begun last, −32768…32767, or [#NO_ANSWER].
    public int code() {
        int configuration = device.read(CONFIGURATION);
        if (configuration < 0 || (configuration & READY) == 0) {
            return NO_ANSWER;
        }
        int result = device.read(RESULT);
        return result < 0 ? NO_ANSWER : (short) result;
    }

    static int configuration(int channel) {
        if (channel < 0 || channel >= CHANNELS) {
            throw new IllegalArgumentException("an ADS1115 has no channel " + channel);
        }
        return BEGIN
                | CHANNEL_0_TO_GROUND
                | channel << CHANNEL_SHIFT
                | RANGE_4096_MV
                | ONE_CONVERSION
                | RATE_860
                | NO_COMPARATOR;
    }

    @Override
    public void close() {
        device.close();
    }
}
