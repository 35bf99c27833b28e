package stanchion.charger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import stanchion.control.ControlCycle;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.link.Report;
import stanchion.units.Celsius;
import stanchion.units.Uptime;

/// Lets cycles that are thrown away decide before the real ones begin, so that the loop meets
/// loaded and compiled code, not a cold one that takes two releases: over an empty socket, a
/// vehicle that comes and is charged, a residual current that opens, and a vehicle that leaves.
///
/// It pauses now and then: the compiler's threads have the priority of this one, and on a single
/// processor they would otherwise wait for its end.
final class Rehearsal {
    /// A second and a half: a meter report and a status report are among them.
    private static final int EMPTY_CYCLES = 150;

    private static final int CYCLES = 30;

    /// What is waited for comes earlier or not at all.
    private static final int MOST_CYCLES = 300;

    private static final int CYCLES_BETWEEN_PAUSES = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final double PWM_HERTZ = 1000;
    private static final double LOW_PILOT_VOLTS = -12;
    private static final double MAINS_VOLTS = 230;
    private static final double MAINS_HERTZ = 50;
    private static final double LOAD_AMPS = 6;
    private static final double CABLE_OHMS = 220; // 32 A
    private static final double NO_CABLE_OHMS = 1e6;

    private final List<Report> reports = new ArrayList<>();
    private final BoardProfile profile;
    private final ControlCycle scratch;
    private final int frames;
    private Commands commands = Commands.SAFE;
    private double pilotVolts = 12;
    private double cableOhms = NO_CABLE_OHMS;
    private ResidualMonitor residual = ResidualMonitor.READY;
    private int cycle;

    private Rehearsal(BoardProfile profile) {
        this.profile = profile;
        scratch = new ControlCycle(profile, ControlCycle.Memory.NONE);
        frames = (int) (profile.analog().mainsRate().value() * seconds());
    }

    /// Plays it all, and says what would have been reported.
    static List<Report> run(BoardProfile profile) {
        Rehearsal rehearsal = new Rehearsal(profile);
        rehearsal.play();
        return rehearsal.reports;
    }

    private void play() {
        cycles(EMPTY_CYCLES);
        cableOhms = CABLE_OHMS;
        pilotVolts = 9;
        for (int i = 0; i < MOST_CYCLES && !(commands.pilot() instanceof PilotOutput.Pwm); i++) {
            step();
        }
        pilotVolts = 6;
        for (int i = 0; i < MOST_CYCLES && isOpen(); i++) {
            step();
        }
        cycles(CYCLES);
        residual = ResidualMonitor.TRIPPED_DC;
        cycles(CYCLES);
        residual = ResidualMonitor.READY;
        cableOhms = NO_CABLE_OHMS;
        pilotVolts = 12;
        cycles(CYCLES);
    }

    private boolean isOpen() {
        return commands.contactor() == ContactorCommand.OPEN;
    }

    private void cycles(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    private void step() {
        ControlCycle.Outcome outcome = scratch.step(samples(), List.of());
        commands = outcome.commands();
        reports.addAll(outcome.reports());
        if (cycle % CYCLES_BETWEEN_PAUSES == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        cycle++;
    }

    private Samples samples() {
        AnalogFrontEnd analog = profile.analog();
        ProximityCircuit proximity = analog.proximity();
        double contactVolts =
                proximity.pullUp().value()
                        * cableOhms
                        / (cableOhms + proximity.pullUpResistor().value());
        return new Samples(
                new Uptime(cycle * Pace.CYCLE.toNanos()),
                pilot(analog),
                (int) codeOf(contactVolts, proximity.volts()),
                mains(analog.phases(), analog.mainsRate().value()),
                new Inputs(
                        isOpen() ? ContactorPosition.OPEN : ContactorPosition.CLOSED,
                        isOpen() ? LoadSide.DEAD : LoadSide.LIVE,
                        commands.residualTest() == ResidualTest.ON
                                ? ResidualMonitor.TRIPPED_DC
                                : residual,
                        Inputs.Earth.CONNECTED,
                        Inputs.Housing.IN_ORDER,
                        Inputs.LogicSupply.GOOD,
                        new Reading.Present<>(Celsius.ZERO),
                        profile.ratedCurrent()));
    }

    private PilotCapture pilot(AnalogFrontEnd analog) {
        double rate = analog.pilotRate().value();
        short[] codes = new short[(int) (rate * seconds())];
        for (int i = 0; i < codes.length; i++) {
            double turn = i * PWM_HERTZ / rate % 1;
            double volts =
                    switch (commands.pilot()) {
                        case PilotOutput.SteadyHigh _ -> pilotVolts;
                        case PilotOutput.SteadyLow _ -> LOW_PILOT_VOLTS;
                        case PilotOutput.Pwm(var duty) ->
                                turn < duty.percent() / 100 ? pilotVolts : LOW_PILOT_VOLTS;
                    };
            codes[i] = (short) (codeOf(volts, analog.pilot()) + i % 2); // a converter's noise
        }
        return new PilotCapture(codes);
    }

    private MainsBlock mains(List<PhaseChannels> phases, double rate) {
        int channels = 2 * phases.size();
        int[] codes = new int[frames * channels];
        long first = (long) cycle * frames;
        double amps = isOpen() ? 0 : LOAD_AMPS;
        for (int n = 0; n < frames; n++) {
            for (int phase = 0; phase < phases.size(); phase++) {
                double angle = (first + n) * MAINS_HERTZ / rate - (double) phase / phases.size();
                double wave = Math.sqrt(2) * Math.sin(2 * Math.PI * angle);
                int at = n * channels + 2 * phase;
                codes[at] = (int) codeOf(MAINS_VOLTS * wave, phases.get(phase).volts()) + n % 2;
                codes[at + 1] = (int) codeOf(amps * wave, phases.get(phase).amps()) + n % 2;
            }
        }
        return new MainsBlock(first, channels, codes);
    }

    private static double codeOf(double value, AdcScale scale) {
        double code = scale.zeroCode() + value / scale.unitsPerCode();
        return Math.clamp(code, scale.lowestCode(), scale.highestCode());
    }

    private static double seconds() {
        return Pace.CYCLE.toNanos() / 1e9;
    }
}
