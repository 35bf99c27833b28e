package stanchion.sim;

import java.util.random.RandomGenerator;

/// The grid at the charger's terminals: one to three phases that drift, with harmonics.
final class Mains {
    /// What a distorted but usual grid has (EN 50160 allows more).
    private static final double FIFTH = 0.01;

    private static final double SEVENTH = 0.005;

    /// Lag of a vehicle's charger with power-factor correction, in periods.
    private static final double LOAD_LAG = 0.012;

    private static final int THIRD = Wave.phase(1 / 3.0);
    private static final double DRIFT_HERTZ = 0.05;
    private static final double DRIFT_SHARE = 0.002;

    private final RandomGenerator random;
    private Wave volts = new Wave(0, 1, 0, 0, 0, FIFTH, 0, SEVENTH);
    private Wave amps = new Wave(0, 1);
    private double nominalVolts = 230;
    private double nominalHertz = 50;
    private double hertz = 50;
    private double rms = 230;
    private int phase;
    private int step;

    Mains(RandomGenerator random) {
        this.random = random;
    }

    void set(double newVolts, double newHertz) {
        nominalVolts = newVolts;
        nominalHertz = newHertz;
        hertz = newHertz;
        rms = newVolts;
    }

    double nominalHertz() {
        return nominalHertz;
    }

    /// @param thirdShare of the fundamental, in voltage and current; 0 is a clean sine
    void harmonics(double thirdShare) {
        volts = new Wave(0, 1, 0, thirdShare);
        amps = new Wave(0, 1, 0, thirdShare);
    }

    /// Frequency and voltage wander a little; called every tenth of a second.
    void drift() {
        double stepHertz = random.nextDouble(-0.01, 0.01);
        hertz =
                Math.clamp(
                        hertz + stepHertz, nominalHertz - DRIFT_HERTZ, nominalHertz + DRIFT_HERTZ);
        double stepVolts = random.nextDouble(-DRIFT_SHARE, DRIFT_SHARE) / 4 * nominalVolts;
        rms =
                Math.clamp(
                        rms + stepVolts,
                        nominalVolts * (1 - DRIFT_SHARE),
                        nominalVolts * (1 + DRIFT_SHARE));
    }

    /// Prepares for frames that are `seconds` apart.
    void pace(double seconds) {
        step = Wave.phase(seconds * hertz);
    }

    /// One frame on.
    void next() {
        phase += step;
    }

    /// How far the CT's picture of a current is behind the voltage, `lagSeconds` late, as a phase.
    int behind(double lagSeconds) {
        return Wave.phase(LOAD_LAG + lagSeconds * hertz);
    }

    /// Volts on phase 0, 1 or 2 now.
    double volts(int line) {
        return rms * volts.at(phase - line * THIRD);
    }

    /// The vehicle's current waveform for 1 A RMS.
    ///
    /// @param behind from [#behind]
    double unitAmps(int line, int behind) {
        return amps.at(phase - line * THIRD - behind);
    }

    /// How far a vehicle's current is behind the voltage, in radian.
    double loadAngle() {
        return 2 * Math.PI * LOAD_LAG;
    }

    double hertz() {
        return hertz;
    }

    double rmsVolts() {
        return rms;
    }
}
