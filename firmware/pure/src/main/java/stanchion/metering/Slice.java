package stanchion.metering;

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

    /// Adds one frame.
    ///
    /// @param share how much of the frame belongs to this slice, 0…1
    /// @param frame `V1 I1 [V2 I2 [V3 I3]]`
    /// @param at the frame's number since the common origin of neighbouring slices
    void add(double share, double[] frame, long at, Oscillator oscillator) {
        weight += share;
        time += share * at;
        turn += share * oscillator.phase();
        double cosine = share * oscillator.cosine();
        double sine = share * oscillator.sine();
        for (int phase = 0; phase < phases.length; phase++) {
            double volt = frame[2 * phase];
            double amp = frame[2 * phase + 1];
            phases[phase].add(share, volt, amp);
            phases[phase].addTurned(volt, amp, cosine, sine);
        }
    }

    /// Adds the product of each voltage and the one a fixed time before.
    void addDelayed(double share, double[] frame, double[] earlierVolts) {
        for (int phase = 0; phase < phases.length; phase++) {
            phases[phase].addDelayed(share, frame[2 * phase], earlierVolts[phase]);
        }
    }

    /// Moves the origin of time and phase forward.
    void moveOrigin(long framesLater, double phaseLater) {
        time -= weight * framesLater;
        turn -= weight * phaseLater;
    }

    /// Ends the slice, which covers `covered` frames between the middles of its edges.
    void close(int covered) {
        frames = covered;
        for (PhaseSums phase : phases) {
            phase.closePhasors();
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

    /// Weighted mean of the frames' numbers.
    double centre() {
        return time / weight;
    }

    /// Weighted mean of the oscillator's phase.
    double centrePhase() {
        return turn / weight;
    }

    /// Energy towards the vehicle, all phases, in watt-frames.
    double wattFrames(Coupling coupling) {
        double sum = 0;
        for (PhaseSums phase : phases) {
            sum += phase.activePower(coupling) * phase.weight();
        }
        return sum;
    }
}
