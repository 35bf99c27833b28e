package stanchion.board;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stanchion.units.Amps;

/// What a board's signals are wired to, in the words of the kernel: the part of a description that
/// the driver `linux` reads. What the codes mean stands in the profile's
/// [stanchion.hal.AnalogFrontEnd], derived from the same lines of the file.
///
/// @param chip label of the GPIO chip all lines stand on, as `gpiodetect` prints it
/// @param outputs what the charger drives
/// @param inputs what it reads
/// @param pilot the generator and the converter of the control pilot
/// @param proximity the converter of the proximity pilot
/// @param mains the converter of voltages and currents
/// @param temperature the sensor at the contactor
/// @param watchdog the SoC's own
/// @param meter an energy meter on a serial line; empty where the board has none
/// @param tamperLatch the driver of the clock whose latch a battery feeds; empty where there is
///   none
/// @param supply what the installation allows per phase
public record LinuxWiring(
        String chip,
        Outputs outputs,
        Inputs inputs,
        Pilot pilot,
        Proximity proximity,
        Mains mains,
        Temperature temperature,
        Watchdog watchdog,
        Optional<Meter> meter,
        Optional<String> tamperLatch,
        Amps supply) {

    /// Which level of a line says that its signal is there.
    public enum Active {
        HIGH,
        LOW
    }

    /// A GPIO line by its name.
    ///
    /// @param name as `gpioinfo` prints it
    public record Line(String name, Active active) {}

    /// What the charger drives.
    ///
    /// @param contactor coil drivers, one or two in series; each closes when its line is active
    /// @param keepAlive toggled by every cycle that met its deadline; the coil supply needs it
    /// @param residualTest test current through the residual-current monitor
    public record Outputs(List<Line> contactor, Line keepAlive, Line residualTest) {
        public Outputs {
            contactor = List.copyOf(contactor);
        }
    }

    /// Each line is biased to its inactive level, so that a broken wire reads inactive.
    ///
    /// @param mirrorOpen the mirror contact (normally closed) says that the contactor is open
    /// @param loadLive there is voltage behind the contactor
    /// @param residualAc the monitor tripped on alternating current
    /// @param residualDc the monitor tripped on direct current; absent where one line says both
    /// @param residualReady the monitor works
    /// @param earthGood the protective conductor is continuous
    /// @param lidClosed absent where no switch watches the lid
    /// @param upright absent where no switch watches the attitude
    /// @param stopReleased absent where there is no emergency stop
    /// @param sealWhole absent where no loop goes through a seal
    /// @param debugSense absent where nothing shows a plug in the debug header
    /// @param supplyGood absent where nothing warns of a failing supply
    public record Inputs(
            Line mirrorOpen,
            LoadLive loadLive,
            Line residualAc,
            Optional<Line> residualDc,
            Line residualReady,
            Line earthGood,
            Optional<Line> lidClosed,
            Optional<Line> upright,
            Optional<Line> stopReleased,
            Optional<Line> sealWhole,
            Optional<Line> debugSense,
            Optional<Line> supplyGood) {}

    /// Voltage behind the contactor, pole by pole.
    ///
    /// @param first of L1, or of any pole that has no line of its own
    public record LoadLive(Line first, Optional<Line> second, Optional<Line> third) {}

    /// What a high level of the PWM pin makes of the pilot.
    public enum Drive {
        /// Pin high is +12 V.
        STRAIGHT,
        /// Pin high is −12 V.
        INVERTING
    }

    /// The channel that makes the pilot's square wave.
    ///
    /// @param pin the GPIO line the channel comes out at, for the wiring page
    /// @param chip the PWM chip's device, as `/sys/class/pwm/pwmchipN/device` is named
    /// @param channel of the chip, from 0
    public record Pwm(String pin, String chip, int channel, Duration period, Drive drive) {}

    /// A device on an SPI bus.
    ///
    /// @param device file name below `/dev`
    /// @param clockHz of the bus
    public record Spi(String device, int clockHz) {}

    /// A device on an I2C bus.
    ///
    /// @param bus file name below `/dev`
    /// @param address 7 bits
    public record I2c(String bus, int address) {}

    /// The control pilot.
    ///
    /// @param converter an MCP3208
    /// @param channel 0…7
    /// @param burst conversions in one go, at the pace of the bus
    public record Pilot(Pwm pwm, Spi converter, int channel, int burst) {}

    /// Where the proximity pilot is converted.
    public sealed interface Proximity {
        /// On the pilot's MCP3208.
        record WithPilot(int channel) implements Proximity {}

        /// On an ADS1115 of its own, single-ended at ±4.096 V.
        ///
        /// @param channel 0…3
        record Ads1115(I2c at, int channel) implements Proximity {}
    }

    /// The channels of the mains frames, `V1 I1 [V2 I2 [V3 I3]]`.
    ///
    /// @param converter what delivers them
    /// @param channels which input of the converter is at each place of a frame
    public record Mains(MainsConverter converter, List<Integer> channels) {
        public Mains {
            channels = List.copyOf(channels);
        }
    }

    /// What converts voltages and currents, all at the same instant.
    public sealed interface MainsConverter {
        /// One or two ADS131M04 on one clock; inputs 0…3 are of the first, 4…7 of the second.
        ///
        /// @param chips in order
        /// @param ready falls when a frame is ready
        /// @param oversampling conversions are this much slower than the modulator
        /// @param gain 1, 2, 4 … 128
        record Ads131m04(List<Spi> chips, Line ready, int oversampling, int gain)
                implements MainsConverter {
            public Ads131m04 {
                chips = List.copyOf(chips);
            }
        }

        /// A converter the kernel has a driver for, with a triggered buffer.
        ///
        /// @param device the IIO device's `name`
        /// @param trigger its trigger's `name`; absent where the device paces itself
        record Iio(String device, Optional<String> trigger) implements MainsConverter {}
    }

    /// The temperature sensor at the contactor.
    public sealed interface Temperature {
        record Lm75(I2c at) implements Temperature {}

        /// A sensor the kernel has a driver for.
        ///
        /// @param name as `/sys/class/hwmon/hwmonN/name` has it
        record Hwmon(String name) implements Temperature {}

        /// A DS18B20 or its kin.
        ///
        /// @param device folder name below `/sys/bus/w1/devices`
        record OneWire(String device) implements Temperature {}
    }

    /// An energy meter on a serial line, Modbus RTU.
    ///
    /// @param port file name below `/dev`
    /// @param baud bits per second
    /// @param stopBits 1 or 2
    /// @param address on the line, 1…247
    public record Meter(
            MeterType type,
            String port,
            int baud,
            MeterParity parity,
            int stopBits,
            MeterDirection direction,
            int address) {}

    /// The meters there are drivers for.
    public enum MeterType {
        NONE,
        SDM120,
        SDM230,
        SDM630,
        B21,
        B23,
        EM24,
        EM340
    }

    /// The parity bit of the meter's line.
    public enum MeterParity {
        NONE,
        EVEN,
        ODD
    }

    /// Who turns the meter's two-wire line from sending to receiving.
    public enum MeterDirection {
        ADAPTER,
        KERNEL
    }

    /// Resets the SoC when it is not fed.
    ///
    /// @param device file name below `/dev`
    /// @param limit without a feed for this long the SoC resets
    public record Watchdog(String device, Duration limit) {}
}
