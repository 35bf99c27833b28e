package stanchion.metering;

import java.util.List;

/// The sums of all phases over one stretch of time, and where in time and phase its centre lies.
final class Slice {
    private final PhaseSums[] phases;
    private double weight;
    private double time;
    private double turn;
    private int frames;

    Slice(int phases) {
        this.phases = new PhaseSums[phases];
        for (int phase = 0; phase < phases; phase++) {
            this.phases[phase] = new PhaseSums();
        }
    }

    void clear() {
        weight = 0;
        time = 0;
        turn = 0;
        frames = 0;
        for (PhaseSums phase : phases) {
            phase.clear();
        }
    }

    /// Adds weighted bundles of all phases, one after the other: however a stream is cut into
    /// stretches, the sums are the same to the last digit.
    void add(Bundles[] bundles, Stretch stretch, int framesEach) {
        double[] shares = stretch.shares();
        double[] turned = stretch.oscillator().phases;
        double shareSum = weight;
        double timeSum = time;
        double turnSum = turn;
        for (int at = stretch.from(); at < stretch.to(); at++) {
            shareSum += shares[at];
            timeSum += shares[at] * (stretch.origin() + (at - stretch.from()));
            turnSum += shares[at] * turned[at];
        }
        weight = shareSum;
        time = timeSum;
        turn = turnSum;
        for (int phase = 0; phase < phases.length; phase++) {
            phases[phase].add(bundles[phase], stretch, framesEach);
        }
    }

    /// Moves the origin of time and phase forward.
    void moveOrigin(double bundlesLater, double phaseLater) {
        time -= weight * bundlesLater;
        turn -= weight * phaseLater;
    }

    /// Ends the slice, which covers `covered` frames between the middles of its edges.
    ///
    /// @param step of the oscillator, in radian per bundle
    void close(int covered, List<Sensing> sensing, double step) {
        frames = covered;
        for (int phase = 0; phase < phases.length; phase++) {
            phases[phase].close(sensing.get(phase), step);
        }
    }

    /// Adds the sums of a closed slice, not its place in time.
    void merge(Slice other) {
        frames += other.frames;
        for (int phase = 0; phase < phases.length; phase++) {
            phases[phase].merge(other.phases[phase]);
        }
    }

    int frames() {
        return frames;
    }

    PhaseSums phase(int index) {
        return phases[index];
    }

    int phaseCount() {
        return phases.length;
    }

    /// Weighted mean of the bundles' numbers.
    double centre() {
        return time / weight;
    }

    /// Weighted mean of the oscillator's phase.
    double centrePhase() {
        return turn / weight;
    }
}
