package stanchion.charger;

import java.util.Arrays;
import java.util.List;
import stanchion.control.ControlCycle;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.BoardProfile;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.units.Celsius;
import stanchion.units.Uptime;
import stanchion.units.WattHours;

/// Lets a cycle that is thrown away decide over an idle socket before and while the real one
/// begins, so that the loop's first cycles meet loaded code and the later ones compiled code, not a
/// cold one that takes two releases.
final class Rehearsal {
    /// Enough to load what every cycle needs.
    private static final int FIRST_CYCLES = 4;

    /// A second and a half: a meter report and a status report are among them.
    private static final int CYCLES = 150;

    private static final double IDLE_PILOT_VOLTS = 12;

    private final BoardProfile profile;
    private final ControlCycle scratch;
    private final PilotCapture pilot;
    private final int frames;

    Rehearsal(BoardProfile profile) {
        this.profile = profile;
        scratch = new ControlCycle(profile, new ControlCycle.Memory(WattHours.ZERO, 0));
        AnalogFrontEnd analog = profile.analog();
        double seconds = Pace.CYCLE.toNanos() / 1e9;
        frames = (int) (analog.mainsRate().value() * seconds);
        short[] codes = new short[(int) (analog.pilotRate().value() * seconds)];
        double idleCode =
                analog.pilot().zeroCode() + IDLE_PILOT_VOLTS / analog.pilot().unitsPerCode();
        Arrays.fill(codes, (short) idleCode);
        pilot = new PilotCapture(codes);
    }

    /// What must be over before the loop begins.
    void first() {
        cycles(0, FIRST_CYCLES);
    }

    /// What the loop's thread need not wait for.
    void rest() {
        cycles(FIRST_CYCLES, CYCLES);
    }

    private void cycles(int from, int to) {
        int channels = 2 * profile.analog().phases().size();
        int[] mains = new int[frames * channels];
        for (int i = from; i < to; i++) {
            scratch.step(
                    new Samples(
                            new Uptime(i * Pace.CYCLE.toNanos()),
                            pilot,
                            0,
                            new MainsBlock((long) i * frames, channels, mains),
                            idle(profile)),
                    List.of());
        }
    }

    private static Inputs idle(BoardProfile profile) {
        return new Inputs(
                Inputs.ContactorPosition.OPEN,
                Inputs.LoadSide.DEAD,
                Inputs.ResidualMonitor.READY,
                Inputs.Earth.CONNECTED,
                Inputs.Enclosure.CLOSED,
                new Reading.Present<>(Celsius.ZERO),
                profile.ratedCurrent());
    }
}
