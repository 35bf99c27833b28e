package stanchion.sim;

import java.util.ArrayList;
import java.util.List;
import stanchion.link.Report.Meter.Phase;
import stanchion.metering.MainsFrequency;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.session.Mains;
import stanchion.sim.World.PhaseTruth;
import stanchion.units.Hertz;
import stanchion.units.VoltAmperes;

/// An ideal meter: every 200 ms the values that are so then, without samples.
final class ValueMeter {
    private static final int WINDOW_MILLIS = 200;

    /// Less than this has no frequency.
    private static final double LEAST_VOLTS = 20;

    private Mains window = new Mains.Unknown();
    private long readMillis;

    /// The last window.
    Mains read(World world, long millis) {
        if (millis - readMillis >= WINDOW_MILLIS) {
            readMillis = millis;
            window = now(world);
        }
        return window;
    }

    private static Mains now(World world) {
        List<Phase> phases = new ArrayList<>();
        for (int line = 0; line < world.profile.analog().phases().size(); line++) {
            phases.add(phase(world.phaseTruth(line)));
        }
        return new Mains.Measured(phases, frequency(world));
    }

    private static Phase phase(PhaseTruth truth) {
        double apparent = truth.volts().value() * truth.amps().value();
        double factor = apparent == 0 ? 0 : Math.clamp(truth.watts().value() / apparent, -1, 1);
        return new Phase(
                truth.volts(),
                truth.amps(),
                truth.watts(),
                truth.vars(),
                new VoltAmperes(apparent),
                factor);
    }

    private static MainsFrequency frequency(World world) {
        return world.mains.rmsVolts() < LEAST_VOLTS
                ? new MainsFrequency.Untracked(Cause.NO_VOLTAGE)
                : new MainsFrequency.Tracked(new Hertz(world.mains.hertz()));
    }
}
