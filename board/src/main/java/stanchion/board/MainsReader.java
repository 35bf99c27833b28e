package stanchion.board;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import stanchion.board.Entries.Range;
import stanchion.board.LinuxWiring.Mains;
import stanchion.board.LinuxWiring.MainsConverter;
import stanchion.board.LinuxWiring.Spi;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.units.Amps;

/// The keys of the mains: converter, dividers, current transformers.
final class MainsReader {
    private static final double ADS131M04_VOLTS = 1.2;
    private static final int ADS131M04_BITS = 24;
    private static final int ADS131M04_CHANNELS = 4;

    /// Status, four channels and checksum, 24 bits each.
    private static final int ADS131M04_FRAME_BITS = 6 * 24;

    private static final Range ADS131M04_CRYSTAL = new Range(2_000_000, 8_200_000, "Hz");
    private static final Range SPI_CLOCK = new Range(1_000_000, 25_000_000, "Hz");
    private static final Set<Integer> OVERSAMPLING =
            Set.of(128, 256, 512, 1_024, 2_048, 4_096, 8_192);
    private static final Set<Integer> GAINS = Set.of(1, 2, 4, 8, 16, 32, 64, 128);

    private static final Range BITS = new Range(12, 24, "");
    private static final Range FULL_SCALE = new Range(0.05, 10, "V");
    private static final Range RESISTOR = new Range(1, 10_000_000, "Ohm");
    private static final Range BURDEN = new Range(0.1, 1_000, "Ohm");
    private static final Range RATIO = new Range(100, 10_000, "");

    /// What came of reading.
    record Parts(Mains wiring, double rate, List<PhaseChannels> phases) {}

    private enum Adc {
        ADS131M04,
        IIO
    }

    /// A converter with signed codes.
    private record Converter(MainsConverter wiring, double volts, int bits, int channels) {
        double step() {
            return volts / (1 << (bits - 1));
        }

        AdcScale scale(double unitsPerVolt) {
            int top = 1 << (bits - 1);
            return new AdcScale(step() * unitsPerVolt, 0, -top, top - 1);
        }
    }

    private MainsReader() {}

    static Parts read(Entries from, Pins pins, int phases, Amps rated) throws BadLineException {
        int rateLine = from.lineOf("mains-rate");
        double rate = from.number("mains-rate", Ranges.MAINS_RATE);
        Converter converter =
                switch (from.constant("mains-adc", Adc.values())) {
                    case ADS131M04 -> ads131m04(from, pins, phases, new Rate(rate, rateLine));
                    case IIO -> iio(from);
                };
        List<Integer> channels = new ArrayList<>();
        List<PhaseChannels> scales = new ArrayList<>();
        for (int i = 1; i <= phases; i++) {
            String phase = "l" + i;
            channels.add(channel(from, phase + "-volts-channel", converter, channels));
            channels.add(channel(from, phase + "-amps-channel", converter, channels));
            scales.add(
                    new PhaseChannels(
                            volts(from, phase, converter),
                            amps(from, phase, converter, rated),
                            Ranges.lag(from, phase + "-current-lag")));
        }
        return new Parts(new Mains(converter.wiring, channels), rate, scales);
    }

    private record Rate(double hertz, int line) {}

    private static Converter ads131m04(Entries from, Pins pins, int phases, Rate rate)
            throws BadLineException {
        int count = 2 * phases > ADS131M04_CHANNELS ? 2 : 1;
        int clock = from.whole("mains-clock", SPI_CLOCK);
        List<Spi> chips = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            chips.add(new Spi(LinuxReader.spiDevice(from, pins, "mains-bus-" + i), clock));
        }
        int oversampling = oversampling(from, rate);
        requireFrameFits(count, clock, rate);
        int gain = oneOf(from, "mains-gain", GAINS);
        MainsConverter.Ads131m04 wiring =
                new MainsConverter.Ads131m04(
                        chips, pins.input(from, "mains-ready"), oversampling, gain);
        return new Converter(
                wiring, ADS131M04_VOLTS / gain, ADS131M04_BITS, count * ADS131M04_CHANNELS);
    }

    /// The modulator runs at half the crystal's clock.
    private static int oversampling(Entries from, Rate rate) throws BadLineException {
        double modulator = from.whole("mains-crystal", ADS131M04_CRYSTAL) / 2.0;
        double ratio = modulator / rate.hertz;
        if (ratio != Math.rint(ratio) || !OVERSAMPLING.contains((int) ratio)) {
            throw new BadLineException(
                    rate.line,
                    String.format(
                            Locale.ROOT,
                            "mains-rate must be %.0f Hz (half of mains-crystal) divided by a power"
                                    + " of two from 128 to 8192",
                            modulator));
        }
        return (int) ratio;
    }

    private static void requireFrameFits(int chips, int clock, Rate rate) throws BadLineException {
        double transfer = (double) chips * ADS131M04_FRAME_BITS / clock;
        if (transfer > 0.5 / rate.hertz) {
            throw new BadLineException(
                    rate.line,
                    String.format(
                            Locale.ROOT,
                            "mains-rate: reading a frame at mains-clock takes %.0f us, more than"
                                    + " half of the %.0f us between frames",
                            transfer * 1e6,
                            1e6 / rate.hertz));
        }
    }

    private static int oneOf(Entries from, String key, Set<Integer> choice)
            throws BadLineException {
        int line = from.lineOf(key);
        int value = from.whole(key, new Range(0, 128, ""));
        if (!choice.contains(value)) {
            throw new BadLineException(
                    line, key + " must be one of " + choice.stream().sorted().toList());
        }
        return value;
    }

    private static Converter iio(Entries from) throws BadLineException {
        MainsConverter.Iio wiring =
                new MainsConverter.Iio(
                        from.name("mains-device", LinuxReader.KERNEL_NAME),
                        LinuxReader.nameOrNone(from, "mains-trigger"));
        double volts = from.number("mains-full-scale", FULL_SCALE);
        return new Converter(wiring, volts, from.whole("mains-bits", BITS), 8);
    }

    private static int channel(Entries from, String key, Converter converter, List<Integer> used)
            throws BadLineException {
        int line = from.lineOf(key);
        int channel = from.whole(key, new Range(0, converter.channels - 1, ""));
        if (new HashSet<>(used).contains(channel)) {
            throw new BadLineException(line, key + ": channel " + channel + " is taken already");
        }
        return channel;
    }

    /// Takes the divider from phase to neutral; the converter sees what falls over the shunt.
    private static AdcScale volts(Entries from, String phase, Converter converter)
            throws BadLineException {
        int line = from.lineOf(phase + "-volts-series");
        double series = from.number(phase + "-volts-series", RESISTOR);
        double shunt = from.number(phase + "-volts-shunt", RESISTOR);
        AdcScale scale = converter.scale((series + shunt) / shunt);
        return Reach.MAINS.unclipped(scale, phase + "-volts", line);
    }

    /// Takes the transformer's ratio and the resistor its secondary current falls over.
    private static AdcScale amps(Entries from, String phase, Converter converter, Amps rated)
            throws BadLineException {
        int line = from.lineOf(phase + "-burden");
        double ratio = from.number(phase + "-ct-ratio", RATIO);
        double burden = from.number(phase + "-burden", BURDEN);
        AdcScale scale = converter.scale(ratio / burden);
        return Reach.current(rated).unclipped(scale, phase + "-amps", line);
    }
}
