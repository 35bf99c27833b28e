package stanchion.sim.process;

import java.util.concurrent.locks.LockSupport;
import stanchion.hal.Samples;
import stanchion.sim.World;
import stanchion.units.Uptime;

/// Lets the world go as fast as the clock, in batches of 5 ms with absolute deadlines, in one
/// thread.
///
/// After a stall the batches that are due follow one another at once, so no frame is ever missing.
/// The silence of the charger is measured on the clock, not in batches: a stalled simulator does
/// not take itself for a silent charger.
final class RealTime {
    private static final int BATCH_MILLIS = 5;
    private static final long BATCH_NANOS = BATCH_MILLIS * 1_000_000L;

    private final World world;
    private final TerminalsServer terminals;
    private final ControlServer control;
    private final Waves waves;

    RealTime(World world, TerminalsServer terminals, ControlServer control, Waves waves) {
        this.world = world;
        this.terminals = terminals;
        this.control = control;
        this.waves = waves;
    }

    /// Runs until the thread is interrupted.
    void run() {
        long deadline = System.nanoTime() + BATCH_NANOS;
        while (!Thread.currentThread().isInterrupted()) {
            long rest = deadline - System.nanoTime();
            if (rest > 0) {
                LockSupport.parkNanos(rest);
                continue;
            }
            batch(new Uptime(deadline));
            deadline += BATCH_NANOS;
        }
    }

    private void batch(Uptime end) {
        control.serve();
        terminals.serve();
        terminals.commands(System.nanoTime()).ifPresentOrElse(world::apply, world::silence);
        Samples samples = world.advance(BATCH_MILLIS, end);
        waves.keep(samples);
        terminals.send(samples);
    }
}
