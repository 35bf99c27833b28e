package stanchion.metering;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Makes voltage and current of each phase simultaneous: delays the voltage by as much as the
/// current transformer shows the current late, a fraction of a frame included.
///
/// The fraction is a windowed sinc (Kaiser, β = 12), flat beyond the 40th harmonic at 8 kS/s. Where
/// no phase needs a fraction, nothing is filtered and nothing delayed more than needed.
final class Alignment {
    /// More than half a cycle is no current transformer but a wrong number.
    private static final Duration LONGEST = Duration.ofMillis(10);

    private static final double WHOLE = 1e-6;
    private static final int HALF_TAPS = 32;
    private static final double KAISER = 12;

    private final double[][] taps;
    private final int[] firstTap;
    private final double[][] volts;
    private final double[][] amps;
    private final int delay;
    private final int warmUp;
    private final int slots;
    private int seen;
    private int slot;

    Alignment(double rate, List<Duration> currentLags) {
        int phases = currentLags.size();
        taps = new double[phases][];
        firstTap = new int[phases];
        for (int phase = 0; phase < phases; phase++) {
            design(phase, frames(currentLags.get(phase), rate));
        }
        delay = Math.max(0, -Arrays.stream(firstTap).min().orElse(0));
        int longest = delay;
        for (int phase = 0; phase < phases; phase++) {
            firstTap[phase] += delay;
            longest = Math.max(longest, firstTap[phase] + taps[phase].length - 1);
        }
        warmUp = longest;
        slots = longest + 1;
        volts = new double[phases][2 * slots];
        amps = new double[phases][2 * slots];
    }

    private static double frames(Duration lag, double rate) {
        if (lag.abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a current lag of " + lag + " is beyond ±" + LONGEST.toMillis() + " ms");
        }
        return lag.toNanos() * 1e-9 * rate;
    }

    /// The taps that delay by `lag` frames: tap k weighs the voltage `firstTap + k` frames ago.
    private void design(int phase, double lag) {
        if (Math.abs(lag - Math.rint(lag)) < WHOLE) {
            firstTap[phase] = (int) Math.rint(lag);
            taps[phase] = new double[] {1};
            return;
        }
        firstTap[phase] = (int) Math.floor(lag) - HALF_TAPS + 1;
        taps[phase] = new double[2 * HALF_TAPS];
        double sum = 0;
        for (int tap = 0; tap < 2 * HALF_TAPS; tap++) {
            double distance = firstTap[phase] + tap - lag;
            taps[phase][tap] = sinc(distance) * kaiser(distance / HALF_TAPS);
            sum += taps[phase][tap];
        }
        for (int tap = 0; tap < 2 * HALF_TAPS; tap++) {
            taps[phase][tap] /= sum;
        }
    }

    private static double sinc(double frames) {
        return Math.sin(Math.PI * frames) / (Math.PI * frames);
    }

    private static double kaiser(double share) {
        return bessel(KAISER * Math.sqrt(1 - share * share)) / bessel(KAISER);
    }

    /// The modified Bessel function of the first kind, order 0.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    /// How many frames the aligned frame lies behind the latest one.
    int delay() {
        return delay;
    }

    /// How many frames after a start have no aligned frame.
    int warmUp() {
        return warmUp;
    }

    /// Forgets all frames.
    void restart() {
        seen = 0;
    }

    /// Takes the latest frame, replaces it by the aligned one, and says whether there is one.
    boolean align(double[] frame) {
        slot = slot == 0 ? slots - 1 : slot - 1;
        for (int phase = 0; phase < taps.length; phase++) {
            volts[phase][slot] = volts[phase][slot + slots] = frame[2 * phase];
            amps[phase][slot] = amps[phase][slot + slots] = frame[2 * phase + 1];
            frame[2 * phase] = delayedVolts(phase);
            frame[2 * phase + 1] = amps[phase][slot + delay];
        }
        seen = Math.min(seen + 1, slots);
        return seen > warmUp;
    }

    /// Four sums side by side: one alone would wait for itself at every addition.
    private double delayedVolts(int phase) {
        double[] weights = taps[phase];
        if (weights.length == 1) {
            return volts[phase][slot + firstTap[phase]];
        }
        double[] line = volts[phase];
        int from = slot + firstTap[phase];
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int tap = 0; tap < 2 * HALF_TAPS; tap += 4) {
            a += weights[tap] * line[from + tap];
            b += weights[tap + 1] * line[from + tap + 1];
            c += weights[tap + 2] * line[from + tap + 2];
            d += weights[tap + 3] * line[from + tap + 3];
        }
        return (a + b) + (c + d);
    }
}
