package stanchion.metering;

import java.time.Duration;

/// How one phase's voltage is made as late as its current transformer shows the current: by whole
/// frames, and by a part of one.
///
/// The part is interpolated by a polynomial through eight samples (Lagrange). Of the power that a
/// harmonic carries it misses less than 5 ppm up to 650 Hz at 8 kS/s, 700 ppm at 4 kS/s: nothing of
/// what a mains carries there.
final class Delay {
    /// More than half a cycle is no current transformer but a wrong number.
    private static final Duration LONGEST = Duration.ofMillis(10);

    private static final double WHOLE = 1e-6;
    private static final int TAPS = 8;

    private final int nearest;
    private final int first;
    private final double[] taps;

    Delay(Duration lag, double rate) {
        if (lag.abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a current lag of " + lag + " is beyond ±" + LONGEST.toMillis() + " ms");
        }
        double frames = lag.toNanos() * 1e-9 * rate;
        nearest = (int) Math.rint(frames);
        if (Math.abs(frames - nearest) < WHOLE) {
            first = nearest;
            taps = new double[] {1};
        } else {
            first = (int) Math.floor(frames) - TAPS / 2 + 1;
            taps = lagrange(frames - first);
        }
    }

    /// Weights of the samples 0, 1, … TAPS − 1 for a value at `x`.
    private static double[] lagrange(double x) {
        double[] weights = new double[TAPS];
        for (int tap = 0; tap < TAPS; tap++) {
            double weight = 1;
            for (int other = 0; other < TAPS; other++) {
                weight *= other == tap ? 1 : (x - other) / (tap - other);
            }
            weights[tap] = weight;
        }
        return weights;
    }

    /// By how many whole frames the voltage is delayed, to the nearest.
    int nearest() {
        return nearest;
    }

    boolean isWhole() {
        return taps.length == 1;
    }

    /// The latest frame that takes part, counted back from the current's; negative when ahead.
    int first() {
        return first;
    }

    /// The earliest frame that takes part, counted back from the current's.
    int last() {
        return first + taps.length - 1;
    }

    /// Delays `frames` voltages by the part of a frame.
    ///
    /// @param volts `taps − 1` more than `frames`, the earliest first
    void apply(double[] volts, double[] delayed, int frames) {
        double a = taps[7];
        double b = taps[6];
        double c = taps[5];
        double d = taps[4];
        double e = taps[3];
        double f = taps[2];
        double g = taps[1];
        double h = taps[0];
        for (int n = 0; n < frames; n++) {
            delayed[n] =
                    ((a * volts[n] + b * volts[n + 1]) + (c * volts[n + 2] + d * volts[n + 3]))
                            + ((e * volts[n + 4] + f * volts[n + 5])
                                    + (g * volts[n + 6] + h * volts[n + 7]));
        }
    }
}
