package stanchion.pilot;

import java.util.Arrays;
import stanchion.hal.Absence;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.PilotCapture;
import stanchion.units.Volts;

/// Separates the plateaus of a pilot that is sampled out of step with its PWM.
///
/// At 5 % duty the high plateau is 50 µs long and its first 10 µs must not be used (IEC 61851-1
/// annex A.3): of 200 codes about 10 lie high and two or three of them on an edge. An edge lies
/// between the plateaus, so each plateau is read from the codes around the middle of its outer
/// half: farther out are disturbances, farther in are edges.
///
/// Keeps a working array between calls; for one thread.
public final class PlateauReader {
    private static final int FEWEST_CODES = 40;
    private static final int FEWEST_ON_A_PLATEAU = 2;
    private static final double STEADY_SPREAD_VOLTS = 3.0;

    /// A resting generator shows one level; fewer codes than this share elsewhere are disturbances.
    private static final double DISTURBED_SHARE = 0.1;

    /// Which percent of a plateau's codes, counted from outside, are read.
    private static final int OUTERMOST = 15;

    private static final int INNERMOST = 35;

    private double[] volts = new double[256];

    /// A reader for pilots of any rate.
    public PlateauReader() {}

    /// Reads what a generator shows that was told to do `commanded`.
    public PilotLevels read(PilotCapture capture, AdcScale scale, PilotOutput commanded) {
        int count = capture.codes().length;
        if (count < FEWEST_CODES) {
            return new PilotLevels.Missing(Absence.SILENT);
        }
        sortVolts(capture, scale);
        double middle = (volts[1] + volts[count - 2]) / 2;
        if (volts[count - 2] - volts[1] < STEADY_SPREAD_VOLTS) {
            return clippedOr(capture, scale, steady(0, count));
        }
        int low = countBelow(middle);
        int fewest = fewestOnAPlateau(commanded, count);
        if (low < fewest) {
            return clippedOr(capture, scale, steady(low, count));
        }
        if (count - low < fewest) {
            return clippedOr(capture, scale, steady(0, low));
        }
        PilotLevels levels = new PilotLevels.Swinging(upper(low, count), lower(low));
        return clippedOr(capture, scale, levels);
    }

    private static int fewestOnAPlateau(PilotOutput commanded, int count) {
        return switch (commanded) {
            case PilotOutput.Pwm _ -> FEWEST_ON_A_PLATEAU;
            case PilotOutput.SteadyHigh _, PilotOutput.SteadyLow _ ->
                    Math.max(FEWEST_ON_A_PLATEAU, (int) (count * DISTURBED_SHARE));
        };
    }

    private void sortVolts(PilotCapture capture, AdcScale scale) {
        short[] codes = capture.codes();
        if (volts.length < codes.length) {
            volts = new double[codes.length];
        }
        for (int i = 0; i < codes.length; i++) {
            volts[i] = scale.valueOf(codes[i]);
        }
        Arrays.sort(volts, 0, codes.length);
    }

    /// @param threshold not above the highest voltage
    private int countBelow(double threshold) {
        int low = 0;
        while (volts[low] < threshold) {
            low++;
        }
        return low;
    }

    private PilotLevels steady(int from, int to) {
        int quarter = (to - from) / 4;
        return new PilotLevels.Steady(mean(from + quarter, to - quarter));
    }

    private Volts lower(int size) {
        int from = size * OUTERMOST / 100;
        return mean(from, Math.max(from + 1, size * INNERMOST / 100));
    }

    private Volts upper(int from, int to) {
        int size = to - from;
        int end = to - size * OUTERMOST / 100;
        return mean(Math.min(end - 1, to - size * INNERMOST / 100), end);
    }

    private Volts mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += volts[i];
        }
        return new Volts(sum / (to - from));
    }

    /// A plateau in the clipped range of the converter is no measurement.
    private static PilotLevels clippedOr(PilotCapture capture, AdcScale scale, PilotLevels levels) {
        int clipped = 0;
        for (short code : capture.codes()) {
            if (code <= scale.lowestCode() || code >= scale.highestCode()) {
                clipped++;
            }
        }
        return clipped > capture.codes().length / 4
                ? new PilotLevels.Missing(Absence.IMPLAUSIBLE)
                : levels;
    }
}
