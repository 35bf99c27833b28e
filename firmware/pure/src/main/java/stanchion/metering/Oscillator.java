package stanchion.metering;

/// A sine and cosine at the mains frequency, turning bundle by bundle without a step in phase.
final class Oscillator {
    /// Of the bundles of a stretch.
    final double[] cosines = new double[Bundles.CAPACITY];

    final double[] sines = new double[Bundles.CAPACITY];

    /// In radian, since the origin.
    final double[] phases = new double[Bundles.CAPACITY];

    private final double rate;
    private double step;
    private double stepCosine;
    private double stepSine;
    private double tunedPhase;
    private int sinceTuned;
    private double cosine = 1;
    private double sine;

    /// @param rate bundles per second
    Oscillator(double rate, double hertz) {
        this.rate = rate;
        tune(hertz);
    }

    /// Goes on from the present phase at another frequency, and sheds what rounding has gathered.
    void tune(double hertz) {
        tunedPhase = phase();
        sinceTuned = 0;
        step = 2 * Math.PI * hertz / rate;
        stepCosine = Math.cos(step);
        stepSine = Math.sin(step);
        cosine = Math.cos(tunedPhase);
        sine = Math.sin(tunedPhase);
    }

    /// Turns through the bundles `from` … `to − 1`.
    void turn(int from, int to) {
        double c = cosine;
        double s = sine;
        for (int at = from; at < to; at++) {
            cosines[at] = c;
            sines[at] = s;
            phases[at] = tunedPhase + step * (sinceTuned + at - from);
            double turned = c * stepCosine - s * stepSine;
            s = s * stepCosine + c * stepSine;
            c = turned;
        }
        cosine = c;
        sine = s;
        sinceTuned += to - from;
    }

    /// Makes the present phase the new origin of [#phases], in whole turns.
    double shedTurns() {
        double turns = 2 * Math.PI * Math.floor(phase() / (2 * Math.PI));
        tunedPhase -= turns;
        return turns;
    }

    private double phase() {
        return tunedPhase + step * sinceTuned;
    }

    /// In radian per bundle.
    double step() {
        return step;
    }
}
