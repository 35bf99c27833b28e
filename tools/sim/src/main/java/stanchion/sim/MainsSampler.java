package stanchion.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.sim.scenario.Verb.Mounting;

/// Voltage dividers, current transformers and their converters, frame by frame; and beside them,
/// never through them, the energy that really flows.
final class MainsSampler {
    private static final double NOISE_CODES = 0.7;

    /// An open input drifts off to where no current is.
    private static final double OPEN_AMPS = 60;

    private static final double OVERDRIVE = 20;
    private static final double JOULES_PER_WATT_HOUR = 3600;

    /// One phase as it is built, not as it is described.
    private record Line(Converter volts, Converter amps, double lagSeconds) {}

    private final Mains mains;
    private final Vehicle vehicle;
    private final List<Line> lines = new ArrayList<>();
    private final int[] behind;
    private final double[] amps;
    private final double frameSeconds;
    private final Mounting[] mountings;
    private double noiseShare;
    private double tapAmps;
    private double joules;

    MainsSampler(
            AnalogFrontEnd analog,
            Parts parts,
            Mains mains,
            Vehicle vehicle,
            RandomGenerator random) {
        this.mains = mains;
        this.vehicle = vehicle;
        for (PhaseChannels phase : analog.phases()) {
            lines.add(line(phase, parts, random));
        }
        mountings = new Mounting[lines.size()];
        Arrays.fill(mountings, Mounting.OK);
        behind = new int[lines.size()];
        amps = new double[lines.size()];
        frameSeconds = 1 / analog.mainsRate().value();
    }

    private static Line line(PhaseChannels phase, Parts parts, RandomGenerator random) {
        double voltsOffset = random.nextDouble(-8, 8);
        double ampsOffset = random.nextDouble(-8, 8);
        Noise noise = new Noise(random.nextLong());
        return new Line(
                new Converter(
                        phase.volts(),
                        1 + parts.voltageGainError(),
                        voltsOffset,
                        NOISE_CODES,
                        noise),
                new Converter(
                        phase.amps(), 1 + parts.ctRatioError(), ampsOffset, NOISE_CODES, noise),
                phase.currentLag().toNanos() * 1e-9 + parts.ctLagErrorSeconds());
    }

    /// Noise on top of the converters' own, as a share of 230 V and 16 A.
    void noise(double share) {
        noiseShare = share;
    }

    /// What somebody draws from the first phase behind its transformer, past the contactor.
    void tap(double drawn) {
        tapAmps = drawn;
    }

    /// What flows through a phase's transformer.
    double through(int phase, Contactor poles) {
        return (poles.isClosed(phase) ? vehicle.amps(phase) : 0) + (phase == 0 ? tapAmps : 0);
    }

    /// How a current transformer sits on its conductor.
    void mount(int phase, Mounting mounting) {
        mountings[phase % mountings.length] = mounting;
    }

    /// Appends frames that follow those before, with the vehicle drawing what it draws now.
    ///
    /// @param codes frames of twice as many codes as there are phases
    ///
    /// @param poles through which current can flow
    void sample(int[] codes, int firstFrame, int endFrame, Contactor poles) {
        mains.pace(frameSeconds);
        int inPhase = mains.behind(0);
        for (int i = 0; i < behind.length; i++) {
            behind[i] = mains.behind(lines.get(i).lagSeconds);
            amps[i] = through(i, poles);
        }
        double power = 0;
        int at = firstFrame * lines.size() * 2;
        for (int frame = firstFrame; frame < endFrame; frame++) {
            mains.next();
            for (int i = 0; i < behind.length; i++) {
                Line line = lines.get(i);
                double volts = mains.volts(i);
                power += amps[i] > 0 ? volts * amps[i] * mains.unitAmps(i, inPhase) : 0;
                codes[at++] = line.volts.code(volts, noiseShare * 230);
                codes[at++] = line.amps.code(seen(i), noiseShare * 16);
            }
        }
        joules += power * frameSeconds;
    }

    /// Lets what the vehicle draws flow for a while, without a sample of it.
    void flow(double seconds, Contactor poles) {
        double amps = 0;
        for (int phase = 0; phase < lines.size(); phase++) {
            amps += through(phase, poles);
        }
        joules += amps * mains.rmsVolts() * Math.cos(mains.loadAngle()) * seconds;
    }

    /// What a transformer shows of the currents that flow.
    private double seen(int phase) {
        return switch (mountings[phase]) {
            case OK -> flowing(phase);
            case OPEN -> OPEN_AMPS;
            case REVERSED -> -flowing(phase);
            case SWAPPED -> flowing((phase + 1) % amps.length);
            case OVERDRIVEN -> OVERDRIVE * flowing(phase);
        };
    }

    private double flowing(int phase) {
        return amps[phase] > 0 ? amps[phase] * mains.unitAmps(phase, behind[phase]) : 0;
    }

    /// What has flowed through the transformers, ever.
    double wattHours() {
        return joules / JOULES_PER_WATT_HOUR;
    }
}
