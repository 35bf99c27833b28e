package stanchion.charger;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

/// Lets a cycle that is thrown away decide over an idle socket before the real one begins, so that
/// the loop's first cycles meet loaded and compiled code, not a cold one that takes two releases.
///
/// It pauses now and then: the compiler's threads have the priority of this one, and on a single
/// processor they would otherwise wait for its end.
final class Rehearsal {
    /// A second and a half: a meter report and a status report are among them.
    private static final int CYCLES = 150;

    private static final int CYCLES_BETWEEN_PAUSES = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final double IDLE_PILOT_VOLTS = 12;

    private Rehearsal() {}

    static void run(BoardProfile profile) {
        ControlCycle scratch = new ControlCycle(profile, ControlCycle.Memory.NONE);
        AnalogFrontEnd analog = profile.analog();
        double seconds = Pace.CYCLE.toNanos() / 1e9;
        int frames = (int) (analog.mainsRate().value() * seconds);
        int channels = 2 * analog.phases().size();
        short[] codes = new short[(int) (analog.pilotRate().value() * seconds)];
        double idleCode =
                analog.pilot().zeroCode() + IDLE_PILOT_VOLTS / analog.pilot().unitsPerCode();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (short) (idleCode + i % 2); // a converter's noise
        }
        PilotCapture pilot = new PilotCapture(codes);
        int[] mains = new int[frames * channels];
        for (int i = 0; i < CYCLES; i++) {
            scratch.step(
                    new Samples(
                            new Uptime(i * Pace.CYCLE.toNanos()),
                            pilot,
                            0,
                            new MainsBlock((long) i * frames, channels, mains),
                            idle(profile)),
                    List.of());
            if (i % CYCLES_BETWEEN_PAUSES == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static Inputs idle(BoardProfile profile) {
        return new Inputs(
                Inputs.ContactorPosition.OPEN,
                Inputs.LoadSide.DEAD,
                Inputs.ResidualMonitor.READY,
                Inputs.Earth.CONNECTED,
                Inputs.Housing.IN_ORDER,
                Inputs.LogicSupply.GOOD,
                new Reading.Present<>(Celsius.ZERO),
                profile.ratedCurrent());
    }
}
