package stanchion.metering;

import stanchion.metering.MainsFrequency.Cause;
import stanchion.units.Hertz;

/// Follows the mains frequency from slice to slice.
///
/// The fine frequency is the advance of the voltage's phase between the centres of two slices,
/// which knows it modulo 10 Hz; the coarse one, from the correlation of the voltage with itself a
/// quarter of a cycle before, tells which. All phases count by their voltage.
final class FrequencyTracker {
    static final double NOMINAL = 50;

    /// 45…65 Hz, and a little more so that noise at the limits does not hide a frequency.
    private static final double LOWEST = 44.5;

    private static final double HIGHEST = 65.5;
    private static final double LOWEST_TUNING = 40;
    private static final double HIGHEST_TUNING = 70;

    /// How far strong harmonics may push the coarse frequency away from the fine one.
    private static final double COARSE_ERROR = 4;

    /// How far the oscillator may be off before the fundamental's sums suffer.
    private static final double TUNING_ERROR = 0.5;

    /// The fundamental's least share of a mains voltage's mean square.
    private static final double PURITY = 0.5;

    private final double rate;
    private final int delay;
    private final double leastMeanSquare;
    private double tuning = NOMINAL;
    private MainsFrequency frequency = new MainsFrequency.Untracked(Cause.UNSTEADY);

    /// @param rate bundles per second
    /// @param delay how far back the slices' delayed voltages lie
    /// @param leastVolts RMS; no phase above it means that there is no mains
    FrequencyTracker(double rate, int delay, double leastVolts) {
        this.rate = rate;
        this.delay = delay;
        leastMeanSquare = leastVolts * leastVolts;
    }

    /// What the oscillator shall be set to, in hertz.
    double tuning() {
        return tuning;
    }

    /// The frequency over the last two slices.
    MainsFrequency frequency() {
        return frequency;
    }

    /// Takes the first slice after a start.
    void acquire(Slice first) {
        if (loudest(first) > leastMeanSquare) {
            tune(coarse(first));
        }
    }

    /// Takes the next slice, and the one before it.
    void follow(Slice before, Slice whole) {
        if (loudest(whole) <= leastMeanSquare) {
            frequency = new MainsFrequency.Untracked(Cause.NO_VOLTAGE);
            return;
        }
        double coarse = coarse(whole);
        double fine = fine(before, whole, coarse);
        boolean sine = Math.min(purity(before), purity(whole)) >= PURITY;
        boolean agree = sine && Math.abs(fine - coarse) <= COARSE_ERROR;
        double hertz = agree ? fine : coarse;
        frequency = judged(hertz, agree && Math.abs(fine - tuning) <= TUNING_ERROR);
        tune(hertz);
    }

    private static MainsFrequency judged(double hertz, boolean steady) {
        if (hertz < LOWEST || hertz > HIGHEST) {
            return new MainsFrequency.Untracked(Cause.OUT_OF_RANGE);
        }
        return steady
                ? new MainsFrequency.Tracked(new Hertz(hertz))
                : new MainsFrequency.Untracked(Cause.UNSTEADY);
    }

    private void tune(double hertz) {
        tuning = Math.clamp(hertz, LOWEST_TUNING, HIGHEST_TUNING);
    }

    private double fine(Slice before, Slice whole, double coarse) {
        double inPhase = 0;
        double ahead = 0;
        for (int phase = 0; phase < whole.phaseCount(); phase++) {
            inPhase += whole.phase(phase).inPhaseWith(before.phase(phase));
            ahead += whole.phase(phase).aheadOf(before.phase(phase));
        }
        double seconds = (whole.centre() - before.centre()) / rate;
        double oscillated = whole.centrePhase() - before.centrePhase();
        double hertz = (oscillated + Math.atan2(ahead, inPhase)) / (2 * Math.PI * seconds);
        return hertz + Math.rint((coarse - hertz) * seconds) / seconds;
    }

    private double coarse(Slice slice) {
        double delayed = 0;
        double square = 0;
        for (int phase = 0; phase < slice.phaseCount(); phase++) {
            delayed += slice.phase(phase).delayedCovariance();
            square += slice.phase(phase).voltsVariance();
        }
        double cosine = Math.clamp(delayed / square, -1, 1);
        return Math.acos(cosine) * rate / (2 * Math.PI * delay);
    }

    private static double loudest(Slice slice) {
        double loudest = 0;
        for (int phase = 0; phase < slice.phaseCount(); phase++) {
            loudest = Math.max(loudest, slice.phase(phase).voltsVariance());
        }
        return loudest;
    }

    private static double purity(Slice slice) {
        double fundamental = 0;
        double square = 0;
        for (int phase = 0; phase < slice.phaseCount(); phase++) {
            fundamental += slice.phase(phase).fundamentalSquare();
            square += slice.phase(phase).voltsVariance();
        }
        return square == 0 ? 0 : fundamental / square;
    }
}
