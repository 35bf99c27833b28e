package stanchion.board;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import stanchion.board.Entries.Range;
import stanchion.board.Entries.Shape;
import stanchion.board.LinuxWiring.I2c;
import stanchion.board.LinuxWiring.Line;
import stanchion.board.LinuxWiring.Spi;
import stanchion.board.LinuxWiring.Temperature;
import stanchion.board.LinuxWiring.Watchdog;
import stanchion.hal.AnalogFrontEnd;
import stanchion.units.Amps;
import stanchion.units.Hertz;

/// The keys of the driver `linux`: lines, buses, converters and the parts around them.
final class LinuxReader {
    static final Shape KERNEL_NAME = Shape.of("[A-Za-z0-9][A-Za-z0-9_.:-]*", "a kernel's name");

    private static final Shape SPI = Shape.of("spidev[0-9]+\\.[0-9]+", "a device like spidev0.0");
    private static final Shape I2C = Shape.of("i2c-[0-9]+", "a bus like i2c-1");
    private static final Shape ADDRESS = Shape.of("0x[0-7][0-9a-f]", "an address like 0x48");
    private static final Shape WATCHDOG = Shape.of("watchdog[0-9]*", "a device like watchdog0");
    private static final Shape ONE_WIRE =
            Shape.of("[0-9a-f]{2}-[0-9a-f]{12}", "a device like 28-0316a2795bff");

    /// The SoC's watchdog counts whole seconds and no more than 15 of them. It is longer than any
    /// silence limit, so the contactor is open before the reset.
    private static final Range WATCHDOG_SECONDS = new Range(1, 15, "s");

    private static final Range POLES = new Range(2, 4, "");
    private static final Range COILS = new Range(1, 2, "");

    /// What came of reading.
    record Parts(AnalogFrontEnd analog, LinuxWiring wiring) {}

    private enum Sensor {
        LM75,
        HWMON,
        ONE_WIRE
    }

    private LinuxReader() {}

    static Parts read(Entries from, Amps rated) throws BadLineException {
        String chip = from.name("gpio-chip", KERNEL_NAME);
        Pins pins = Pins.of(from, chip);
        LinuxWiring.Outputs outputs = outputs(from, pins);
        LinuxWiring.Inputs inputs = inputs(from, pins);
        PilotReader.Parts pilot = PilotReader.read(from, pins, rated);
        int phases = phases(from);
        MainsReader.Parts mains = MainsReader.read(from, pins, phases, rated);
        LinuxWiring wiring =
                new LinuxWiring(
                        chip,
                        outputs,
                        inputs,
                        pilot.wiring(),
                        pilot.proximity(),
                        mains.wiring(),
                        temperature(from, pins),
                        watchdog(from),
                        MeterReader.read(from),
                        nameOrNone(from, "tamper-latch"),
                        new Amps(from.number("supply-current", Ranges.RATED)));
        Hertz mainsRate = new Hertz(mains.rate());
        AnalogFrontEnd analog =
                new AnalogFrontEnd(
                        pilot.scale(), pilot.rate(), pilot.circuit(), mainsRate, mains.phases());
        return new Parts(analog, wiring);
    }

    /// Takes `phases` and `contactor-poles`. Open, nothing of the socket outlet is left on the
    /// supply.
    private static int phases(Entries from) throws BadLineException {
        int line = from.lineOf("contactor-poles");
        int poles = from.whole("contactor-poles", POLES);
        int phases = from.whole("phases", Ranges.PHASES);
        if (poles != phases + 1) {
            throw new BadLineException(
                    line,
                    "contactor-poles must be %d: %d phases and the neutral"
                            .formatted(phases + 1, phases));
        }
        return phases;
    }

    private static LinuxWiring.Outputs outputs(Entries from, Pins pins) throws BadLineException {
        int coils = from.whole("contactor-coils", COILS);
        List<String> keys =
                IntStream.rangeClosed(1, coils).mapToObj(i -> "contactor-" + i).toList();
        Line[] contactor = new Line[coils];
        for (int i = 0; i < coils; i++) {
            contactor[i] = pins.output(from, keys.get(i));
        }
        return new LinuxWiring.Outputs(
                List.of(contactor),
                pins.output(from, "keep-alive"),
                pins.output(from, "residual-test"));
    }

    private static LinuxWiring.Inputs inputs(Entries from, Pins pins) throws BadLineException {
        return new LinuxWiring.Inputs(
                pins.input(from, "mirror-open"),
                new LinuxWiring.LoadLive(
                        pins.input(from, "load-live"),
                        pins.inputOrNone(from, "load-live-2"),
                        pins.inputOrNone(from, "load-live-3")),
                pins.input(from, "residual-ac"),
                pins.inputOrNone(from, "residual-dc"),
                pins.input(from, "residual-ready"),
                pins.input(from, "earth-good"),
                pins.inputOrNone(from, "lid-closed"),
                pins.inputOrNone(from, "upright"),
                pins.inputOrNone(from, "stop-released"),
                pins.inputOrNone(from, "seal-whole"),
                pins.inputOrNone(from, "debug-sense"),
                pins.inputOrNone(from, "supply-good"));
    }

    private static Temperature temperature(Entries from, Pins pins) throws BadLineException {
        return switch (from.constant("temperature-sensor", Sensor.values())) {
            case LM75 -> new Temperature.Lm75(i2c(from, pins, "temperature"));
            case HWMON -> new Temperature.Hwmon(from.name("temperature-device", KERNEL_NAME));
            case ONE_WIRE -> new Temperature.OneWire(from.name("temperature-device", ONE_WIRE));
        };
    }

    private static Watchdog watchdog(Entries from) throws BadLineException {
        return new Watchdog(
                from.name("watchdog", WATCHDOG),
                Duration.ofSeconds(from.whole("watchdog-limit", WATCHDOG_SECONDS)));
    }

    /// Takes `PREFIX-bus` and `PREFIX-clock`.
    static Spi spi(Entries from, Pins pins, String prefix, Range clock) throws BadLineException {
        int clockHz = from.whole(prefix + "-clock", clock);
        return new Spi(spiDevice(from, pins, prefix + "-bus"), clockHz);
    }

    static String spiDevice(Entries from, Pins pins, String key) throws BadLineException {
        int line = from.lineOf(key);
        String device = from.name(key, SPI);
        pins.alone(device, key, line);
        pins.bus(device, key, line);
        return device;
    }

    /// Takes `PREFIX-bus` and `PREFIX-address`.
    static I2c i2c(Entries from, Pins pins, String prefix) throws BadLineException {
        int line = from.lineOf(prefix + "-bus");
        String bus = from.name(prefix + "-bus", I2C);
        pins.bus(bus, prefix + "-bus", line);
        String address = from.name(prefix + "-address", ADDRESS);
        pins.alone(bus + " " + address, prefix + "-address", line);
        return new I2c(bus, Integer.parseInt(address.substring(2), 16));
    }

    static Optional<String> nameOrNone(Entries from, String key) throws BadLineException {
        return from.isNone(key) ? Optional.empty() : Optional.of(from.name(key, KERNEL_NAME));
    }
}
