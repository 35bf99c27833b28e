package stanchion.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.board.Entries.Range;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// The analog side of a board whose converters are described by their steps, not by their parts.
final class TerminalReader {
    private static final Range CODES = new Range(-8_388_608, 8_388_607, "code");
    private static final Range PILOT_CODES = new Range(-32_768, 32_767, "code");

    private TerminalReader() {}

    static AnalogFrontEnd read(Entries from, Amps rated) throws BadLineException {
        AdcScale pilot = scale(from, new Channel("pilot", "pilot", PILOT_CODES), Reach.PILOT);
        Hertz pilotRate = new Hertz(from.number("pilot-rate", Ranges.PILOT_RATE));
        ProximityCircuit proximity = proximity(from);
        Hertz mainsRate = new Hertz(from.number("mains-rate", Ranges.MAINS_RATE));
        return new AnalogFrontEnd(pilot, pilotRate, proximity, mainsRate, phases(from, rated));
    }

    private static ProximityCircuit proximity(Entries from) throws BadLineException {
        double pullUp = from.number("proximity-pull-up", Ranges.PULL_UP);
        Reach reach = new Reach(0, pullUp, "V");
        AdcScale volts = scale(from, new Channel("proximity", "proximity", CODES), reach);
        double ohms = from.number("proximity-resistor", Ranges.PULL_UP_RESISTOR);
        return new ProximityCircuit(volts, new Volts(pullUp), new Ohms(ohms));
    }

    private static List<PhaseChannels> phases(Entries from, Amps rated) throws BadLineException {
        int count = from.whole("phases", Ranges.PHASES);
        Codes codes = codes(from, "mains", CODES);
        List<PhaseChannels> phases = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            String phase = "l" + i;
            AdcScale volts =
                    converter(
                            from,
                            new Channel(phase + "-volts", "mains", CODES),
                            codes,
                            Reach.MAINS);
            AdcScale amps =
                    converter(
                            from,
                            new Channel(phase + "-amps", "mains", CODES),
                            codes,
                            Reach.current(rated));
            Duration lag = Ranges.lag(from, phase + "-current-lag");
            phases.add(new PhaseChannels(volts, amps, lag));
        }
        return phases;
    }

    /// The keys of a converter: `KEY-step`, `KEY-zero`, and the codes at which it clips.
    private record Channel(String key, String codesKey, Range codes) {}

    private record Codes(int lowest, int highest) {}

    private static AdcScale scale(Entries from, Channel channel, Reach reach)
            throws BadLineException {
        return converter(from, channel, codes(from, channel.codesKey, channel.codes), reach);
    }

    private static Codes codes(Entries from, String key, Range range) throws BadLineException {
        return new Codes(from.whole(key + "-lowest", range), from.whole(key + "-highest", range));
    }

    private static AdcScale converter(Entries from, Channel channel, Codes codes, Reach reach)
            throws BadLineException {
        String stepKey = channel.key + "-step";
        int line = from.lineOf(stepKey);
        double step = from.number(stepKey, new Range(-1_000, 1_000, reach.unit()));
        double zero = from.number(channel.key + "-zero", channel.codes);
        if (step == 0 || codes.lowest >= codes.highest) {
            throw new BadLineException(
                    line, stepKey + " must not be 0, and the lowest code below the highest");
        }
        AdcScale scale = new AdcScale(step, zero, codes.lowest, codes.highest);
        return reach.unclipped(scale, channel.key, line);
    }
}
