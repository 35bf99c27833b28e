package stanchion.board;

import stanchion.board.Entries.Range;
import stanchion.hal.SafetyLimits;
import stanchion.hal.SafetyLimits.Heat;
import stanchion.hal.SafetyLimits.OpenPen;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Hertz;
import stanchion.units.Volts;

/// The limits within which a board charges.
final class SafetyReader {
    /// From 100 V − 15 % to 240 V + 15 %.
    private static final Range VOLTS = new Range(85, 276, "V");

    /// The meter follows 45…65 Hz.
    private static final Range HERTZ = new Range(45, 65, "Hz");

    /// A contactor's surroundings; no board may run hotter than its parts are rated for.
    private static final Range CELSIUS = new Range(30, 85, "C");

    private SafetyReader() {}

    static SafetyLimits read(Entries from) throws BadLineException {
        int volts = from.lineOf("least-voltage");
        double leastVolts = from.number("least-voltage", VOLTS);
        double mostVolts = from.number("most-voltage", VOLTS);
        requireRise(volts, "least-voltage", leastVolts, mostVolts);
        int hertz = from.lineOf("least-frequency");
        double leastHertz = from.number("least-frequency", HERTZ);
        double mostHertz = from.number("most-frequency", HERTZ);
        requireRise(hertz, "least-frequency", leastHertz, mostHertz);
        return new SafetyLimits(
                new Volts(leastVolts),
                new Volts(mostVolts),
                new Hertz(leastHertz),
                new Hertz(mostHertz),
                new Amps(from.number("unbalanced-current", Ranges.RATED)),
                from.constant("open-pen", OpenPen.values()),
                from.constant("residual-standard", ResidualStandard.values()),
                heat(from));
    }

    private static Heat heat(Entries from) throws BadLineException {
        int line = from.lineOf("heat-restore");
        double restore = from.number("heat-restore", CELSIUS);
        double half = from.number("heat-half", CELSIUS);
        double quarter = from.number("heat-quarter", CELSIUS);
        double stop = from.number("heat-stop", CELSIUS);
        requireRise(line, "heat-restore", restore, half);
        requireRise(line, "heat-half", half, quarter);
        requireRise(line, "heat-quarter", quarter, stop);
        return new Heat(
                new Celsius(restore), new Celsius(half), new Celsius(quarter), new Celsius(stop));
    }

    private static void requireRise(int line, String key, double least, double most)
            throws BadLineException {
        if (least >= most) {
            throw new BadLineException(
                    line, key + " must be below the limit after it, " + Range.text(most));
        }
    }
}
