package stanchion.metering;

import java.util.OptionalDouble;

/// Finds the period of a recording too short for slices: the lag at which the voltages repeat
/// themselves, whatever their shape.
final class Period {
    private static final double LOWEST_HERTZ = 44.5;
    private static final double HIGHEST_HERTZ = 65.5;

    /// Samples per second with which a rough look at a mains voltage is content.
    private static final double ROUGH_RATE = 10_000;

    /// The most that a repetition may differ, as a share of what two unrelated stretches do.
    private static final double MOST_DIFFERENCE = 0.1;

    private final double rate;
    private final double[][] volts;
    private final int frames;
    private final int stride;
    private final double variance;

    /// @param volts per phase, equally long
    /// @param variance of the voltage, all phases, not 0
    Period(double rate, double[][] volts, double variance) {
        this.rate = rate;
        this.volts = volts;
        this.variance = variance;
        frames = volts[0].length;
        stride = (int) Math.max(1, rate / ROUGH_RATE);
    }

    /// The period in frames; empty when nothing between 45 and 65 Hz repeats itself once.
    OptionalDouble find() {
        int longest = Math.min((int) Math.ceil(rate / LOWEST_HERTZ), frames / 2 + 1);
        int best = 0;
        double least = MOST_DIFFERENCE;
        for (int lag = (int) (rate / HIGHEST_HERTZ); lag <= longest; lag += stride) {
            double difference = difference(lag);
            if (difference < least) {
                least = difference;
                best = lag;
            }
        }
        return best == 0 ? OptionalDouble.empty() : OptionalDouble.of(refined(best));
    }

    /// Mean square of what changes within a lag, over what two unrelated stretches would differ.
    private double difference(int lag) {
        double changed = 0;
        for (double[] phase : volts) {
            for (int n = 0; n + lag < frames; n += stride) {
                double change = phase[n + lag] - phase[n];
                changed += change * change;
            }
        }
        double count = Math.ceil((frames - lag) / (double) stride);
        return changed / count / (2 * variance);
    }

    /// First over one period, then over as many as leave one to compare.
    private double refined(int rough) {
        double period = repeated(rough);
        int periods = (int) Math.max(1, Math.floor(frames / period + 0.01) - 1);
        return repeated(period * periods) / periods;
    }

    /// The lag near `start` at which the voltages repeat themselves, by Newton's method.
    private double repeated(double start) {
        double lag = start;
        for (int step = 0; step < 4; step++) {
            int whole = (int) Math.min(Math.rint(lag), frames - 3.0 * stride);
            lag = whole - excess(whole);
        }
        return lag;
    }

    /// By how much `lag` is longer than the repetition: least squares over the slopes.
    private double excess(int lag) {
        double product = 0;
        double square = 0;
        for (double[] phase : volts) {
            for (int n = stride; n + lag + stride < frames; n += stride) {
                double slope = (slope(phase, n) + slope(phase, n + lag)) / 2;
                product += (phase[n + lag] - phase[n]) * slope;
                square += slope * slope;
            }
        }
        return square == 0 ? 0 : product / square;
    }

    private double slope(double[] phase, int n) {
        return (phase[n + stride] - phase[n - stride]) / (2 * stride);
    }
}
