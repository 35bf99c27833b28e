package stanchion.board;

import java.time.Duration;
import java.util.Locale;
import stanchion.board.Entries.Range;
import stanchion.board.LinuxWiring.Proximity;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.units.Amps;
import stanchion.units.Hertz;

/// The keys of the control and the proximity pilot: generator, converters, dividers.
final class PilotReader {
    /// 1 MHz at 2.7 V and 2 MHz at 5 V (MCP3208 data sheet); below 10 kHz the sample droops.
    private static final Range MCP3208_CLOCK = new Range(100_000, 2_000_000, "Hz");

    /// Clocks of one conversion: three bytes.
    private static final int CLOCKS = 24;

    /// Between two transfers of one call the kernel releases the chip for this long.
    private static final double REST_SECONDS = 10e-6;

    private static final int MCP3208_CODES = 4_096;
    private static final Range MCP3208_CHANNELS = new Range(0, 7, "");
    private static final Range ADS1115_CHANNELS = new Range(0, 3, "");
    private static final double ADS1115_VOLTS = 4.096;
    private static final int ADS1115_CODES = 32_768;

    /// The plateaus need 40 codes; the kernel takes 511 transfers in one call, the proximity
    /// pilot's among them.
    private static final Range BURST = new Range(40, 510, "");

    /// A round of the sampler takes 5 ms; what is left of it is for the other inputs.
    private static final double LONGEST_BURST_SECONDS = 0.004;

    private static final int PERIODS = 2;
    private static final double LEAST_DUTY = 0.10;
    private static final int FEWEST_ON_A_PLATEAU = 4;

    /// IEC 61851-1 table A.2: 1 kHz, 2 % tolerance.
    private static final Range PERIOD = new Range(980_400, 1_020_400, "ns");

    private static final Range PWM_CHANNELS = new Range(0, 15, "");
    private static final Range REFERENCE = new Range(1, 5.5, "V");

    /// What came of reading.
    record Parts(
            LinuxWiring.Pilot wiring,
            AdcScale scale,
            Hertz rate,
            Proximity proximity,
            ProximityCircuit circuit) {}

    private enum PilotAdc {
        MCP3208
    }

    private enum ProximityAdc {
        MCP3208,
        ADS1115
    }

    /// A converter's end of a divider: codes from 0 to `codes` at `reference`.
    record FullScale(double volts, int codes) {}

    private PilotReader() {}

    static Parts read(Entries from, Pins pins, Amps rated) throws BadLineException {
        from.constant("pilot-adc", PilotAdc.values());
        LinuxWiring.Pwm pwm = pwm(from, pins);
        LinuxWiring.Spi spi = LinuxReader.spi(from, pins, "pilot", MCP3208_CLOCK);
        int channel = from.whole("pilot-channel", MCP3208_CHANNELS);
        Hertz rate = rate(from, spi);
        int burst = burst(from, pwm.period(), rate, rated);
        double reference = from.number("pilot-reference", REFERENCE);
        FullScale converter = new FullScale(reference, MCP3208_CODES);
        int line = from.lineOf("pilot-series");
        AdcScale scale = Reach.PILOT.unclipped(Dividers.pilot(from, converter), "pilot", line);
        Proximity proximity = proximity(from, pins, channel);
        ProximityCircuit circuit = circuit(from, proximity, converter);
        return new Parts(
                new LinuxWiring.Pilot(pwm, spi, channel, burst), scale, rate, proximity, circuit);
    }

    private static LinuxWiring.Pwm pwm(Entries from, Pins pins) throws BadLineException {
        return new LinuxWiring.Pwm(
                pins.generator(from, "pilot-pin"),
                from.name("pilot-pwm-chip", LinuxReader.KERNEL_NAME),
                from.whole("pilot-pwm-channel", PWM_CHANNELS),
                Duration.ofNanos(from.whole("pilot-pwm-period", PERIOD)),
                from.constant("pilot-drive", LinuxWiring.Drive.values()));
    }

    private static Hertz rate(Entries from, LinuxWiring.Spi spi) throws BadLineException {
        int line = from.lineOf("pilot-rate");
        double rate = from.number("pilot-rate", Ranges.PILOT_RATE);
        double most = 1 / ((double) CLOCKS / spi.clockHz() + REST_SECONDS);
        if (rate > most) {
            throw new BadLineException(
                    line,
                    String.format(
                            Locale.ROOT,
                            "pilot-rate: %d clocks at %d Hz and 10 us of rest a conversion give at"
                                    + " most %.0f Hz",
                            CLOCKS,
                            spi.clockHz(),
                            most));
        }
        return new Hertz(rate);
    }

    private static int burst(Entries from, Duration period, Hertz rate, Amps rated)
            throws BadLineException {
        int line = from.lineOf("pilot-burst");
        int burst = from.whole("pilot-burst", BURST);
        double seconds = burst / rate.value();
        double shortest = seconds * shortestPlateau(rated);
        if (seconds < PERIODS * period.toNanos() / 1e9) {
            throw shape(line, "lasts %.2f ms; it must span two PWM periods", seconds * 1e3);
        }
        if (seconds > LONGEST_BURST_SECONDS) {
            throw shape(line, "lasts %.2f ms; a round of the sampler has 4 ms", seconds * 1e3);
        }
        if (shortest * rate.value() < FEWEST_ON_A_PLATEAU) {
            throw shape(
                    line,
                    "shows %.1f codes of the shortest plateau; 4 are needed",
                    shortest * rate.value());
        }
        return burst;
    }

    private static BadLineException shape(int line, String reason, double value) {
        return new BadLineException(
                line, "pilot-burst " + String.format(Locale.ROOT, reason, value));
    }

    /// The share of a period: the high one at 6 A or the low one at the rated current (IEC 61851-1
    /// table A.7).
    private static double shortestPlateau(Amps rated) {
        double amps = rated.value();
        double most = amps <= 51 ? amps / 60 : amps / 250 + 0.64;
        return Math.min(LEAST_DUTY, 1 - most);
    }

    private static Proximity proximity(Entries from, Pins pins, int pilotChannel)
            throws BadLineException {
        int line = from.lineOf("proximity-channel");
        return switch (from.constant("proximity-adc", ProximityAdc.values())) {
            case MCP3208 -> {
                int channel = from.whole("proximity-channel", MCP3208_CHANNELS);
                if (channel == pilotChannel) {
                    throw new BadLineException(line, "proximity-channel is the pilot's");
                }
                yield new Proximity.WithPilot(channel);
            }
            case ADS1115 ->
                    new Proximity.Ads1115(
                            LinuxReader.i2c(from, pins, "proximity"),
                            from.whole("proximity-channel", ADS1115_CHANNELS));
        };
    }

    private static ProximityCircuit circuit(Entries from, Proximity proximity, FullScale pilot)
            throws BadLineException {
        int line = from.lineOf("proximity-pull-up");
        FullScale converter =
                switch (proximity) {
                    case Proximity.WithPilot _ -> pilot;
                    case Proximity.Ads1115 _ -> new FullScale(ADS1115_VOLTS, ADS1115_CODES);
                };
        ProximityCircuit circuit = Dividers.proximity(from, converter);
        Reach reach = new Reach(0, circuit.pullUp().value(), "V");
        return new ProximityCircuit(
                reach.unclipped(circuit.volts(), "proximity", line),
                circuit.pullUp(),
                circuit.pullUpResistor());
    }
}
