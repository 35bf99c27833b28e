package stanchion.metering;

/// A sine and cosine at the mains frequency, turning frame by frame without a step in phase.
final class Oscillator {
    private final double rate;
    private double step;
    private double stepCosine;
    private double stepSine;
    private double phase;
    private double cosine = 1;
    private double sine;

    Oscillator(double rate, double hertz) {
        this.rate = rate;
        tune(hertz);
    }

    /// Goes on from the present phase at another frequency, and sheds what rounding has gathered.
    void tune(double hertz) {
        step = 2 * Math.PI * hertz / rate;
        stepCosine = Math.cos(step);
        stepSine = Math.sin(step);
        cosine = Math.cos(phase);
        sine = Math.sin(phase);
    }

    void advance() {
        double turned = cosine * stepCosine - sine * stepSine;
        sine = sine * stepCosine + cosine * stepSine;
        cosine = turned;
        phase += step;
    }

    /// Makes the present phase the new origin of [#phase], in whole turns.
    double shedTurns() {
        double turns = 2 * Math.PI * Math.floor(phase / (2 * Math.PI));
        phase -= turns;
        return turns;
    }

    /// In radian, since the origin.
    double phase() {
        return phase;
    }

    double cosine() {
        return cosine;
    }

    double sine() {
        return sine;
    }
}
