package stanchion.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.board.Entries.Range;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.BoardProfile;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// What each key of a description means and within which range it is safe.
final class DescriptionReader {
    /// The least and the greatest offer of IEC 61851-1 table A.7.
    private static final Range RATED = new Range(6, 80, "A");

    /// Opening within 100 ms is the firmware's duty; a board that waits longer than this for a dead
    /// one is no second line.
    private static final Range SILENCE_MILLIS = new Range(30, 500, "ms");

    /// Ten samples a period of the 1 kHz pilot at least, to tell two plateaus apart.
    private static final Range PILOT_RATE = new Range(10_000, 200_000, "Hz");

    /// Harmonics up to the 40th at 50 Hz need 4 kS/s.
    private static final Range MAINS_RATE = new Range(4_000, 64_000, "Hz");

    private static final Range CODES = new Range(-8_388_608, 8_388_607, "code");
    private static final Range PILOT_CODES = new Range(-32_768, 32_767, "code");
    private static final Range LAG_MICROS = new Range(-1_000, 1_000, "us");

    /// ±12 V with 5 % tolerance must not clip.
    private static final double PILOT_REACH_VOLTS = 13;

    /// 253 V RMS, its peak, and a tenth more.
    private static final double MAINS_REACH_VOLTS = 400;

    /// Peak of the rated current with half as much again, for distortion and overcurrent.
    private static final double CURRENT_REACH = 1.5 * Math.sqrt(2);

    private DescriptionReader() {}

    static BoardDescription read(Entries from) throws BadLineException {
        String name = from.word("name");
        String driver = from.word("driver");
        Amps rated = new Amps(from.number("rated-current", RATED));
        BoardProfile profile =
                new BoardProfile(
                        name,
                        rated,
                        from.constant("attachment", BoardProfile.CableAttachment.values()),
                        from.constant("ventilation", BoardProfile.Ventilation.values()),
                        fallback(from, rated),
                        Duration.ofMillis(from.whole("silence-limit", SILENCE_MILLIS)),
                        analog(from, rated));
        from.requireAllTaken();
        return new BoardDescription(driver, profile);
    }

    private static Amps fallback(Entries from, Amps rated) throws BadLineException {
        int line = from.lineOf("fallback-current");
        double amps = from.number("fallback-current", new Range(0, rated.value(), "A"));
        if (amps > 0 && amps < RATED.least()) {
            throw new BadLineException(line, "fallback-current must be 0 A or at least 6 A");
        }
        return new Amps(amps);
    }

    private static AnalogFrontEnd analog(Entries from, Amps rated) throws BadLineException {
        AdcScale pilot =
                scale(
                        from,
                        new Channel("pilot", "pilot", "V", PILOT_CODES),
                        -PILOT_REACH_VOLTS,
                        PILOT_REACH_VOLTS);
        Hertz pilotRate = new Hertz(from.number("pilot-rate", PILOT_RATE));
        ProximityCircuit proximity = proximity(from);
        Hertz mainsRate = new Hertz(from.number("mains-rate", MAINS_RATE));
        return new AnalogFrontEnd(pilot, pilotRate, proximity, mainsRate, phases(from, rated));
    }

    private static ProximityCircuit proximity(Entries from) throws BadLineException {
        double pullUp = from.number("proximity-pull-up", new Range(1, 24, "V"));
        AdcScale volts = scale(from, new Channel("proximity", "proximity", "V", CODES), 0, pullUp);
        double ohms = from.number("proximity-resistor", new Range(100, 10_000, "Ohm"));
        return new ProximityCircuit(volts, new Volts(pullUp), new Ohms(ohms));
    }

    private static List<PhaseChannels> phases(Entries from, Amps rated) throws BadLineException {
        int count = from.whole("phases", new Range(1, 3, ""));
        int lowest = from.whole("mains-lowest", CODES);
        int highest = from.whole("mains-highest", CODES);
        List<PhaseChannels> phases = new ArrayList<>(count);
        double currentReach = CURRENT_REACH * rated.value();
        for (int i = 1; i <= count; i++) {
            String phase = "l" + i;
            AdcScale volts =
                    converter(
                            from,
                            new Channel(phase + "-volts", "mains", "V", CODES),
                            new Codes(lowest, highest),
                            new Reach(-MAINS_REACH_VOLTS, MAINS_REACH_VOLTS));
            AdcScale amps =
                    converter(
                            from,
                            new Channel(phase + "-amps", "mains", "A", CODES),
                            new Codes(lowest, highest),
                            new Reach(-currentReach, currentReach));
            double lagMicros = from.number(phase + "-current-lag", LAG_MICROS);
            Duration lag = Duration.ofNanos(Math.round(lagMicros * 1_000));
            phases.add(new PhaseChannels(volts, amps, lag));
        }
        return phases;
    }

    /// The keys of a converter: `KEY-step`, `KEY-zero`, and the codes at which it clips.
    private record Channel(String key, String codesKey, String unit, Range codes) {}

    private record Codes(int lowest, int highest) {}

    /// What a converter must show without clipping, in its unit.
    private record Reach(double least, double greatest) {}

    private static AdcScale scale(Entries from, Channel channel, double least, double greatest)
            throws BadLineException {
        int lowest = from.whole(channel.codesKey + "-lowest", channel.codes);
        int highest = from.whole(channel.codesKey + "-highest", channel.codes);
        return converter(from, channel, new Codes(lowest, highest), new Reach(least, greatest));
    }

    private static AdcScale converter(Entries from, Channel channel, Codes codes, Reach reach)
            throws BadLineException {
        String stepKey = channel.key + "-step";
        int line = from.lineOf(stepKey);
        double step = from.number(stepKey, new Range(-1_000, 1_000, channel.unit));
        double zero = from.number(channel.key + "-zero", channel.codes);
        if (step == 0 || codes.lowest >= codes.highest) {
            throw new BadLineException(
                    line, stepKey + " must not be 0, and the lowest code below the highest");
        }
        AdcScale scale = new AdcScale(step, zero, codes.lowest, codes.highest);
        double atLowest = scale.valueOf(codes.lowest);
        double atHighest = scale.valueOf(codes.highest);
        if (Math.min(atLowest, atHighest) > reach.least
                || Math.max(atLowest, atHighest) < reach.greatest) {
            throw new BadLineException(
                    line,
                    "%s reaches %.1f…%.1f %s and clips; it must reach %.1f…%.1f %s"
                            .formatted(
                                    channel.key,
                                    Math.min(atLowest, atHighest),
                                    Math.max(atLowest, atHighest),
                                    channel.unit,
                                    reach.least,
                                    reach.greatest,
                                    channel.unit));
        }
        return scale;
    }
}
