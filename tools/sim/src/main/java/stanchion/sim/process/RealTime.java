package stanchion.sim.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.sim.World;
import stanchion.units.Uptime;

/// Lets the world go as fast as the clock, in batches of 5 ms with absolute deadlines, in one
/// thread. What arrives takes effect in the millisecond in which it arrived.
///
/// ```text
/// ├──── batch ────┼──── batch ────┤
///        ▲ heard here    └ the world goes through the batch, and obeys where it was heard
/// ```
///
/// After a stall the batches that are due follow one another at once, so no frame is ever missing,
/// and what arrived meanwhile counts from the stall's beginning: a stall of the simulator is not
/// the charger's. Nor is the charger's silence, which is measured on the clock, not in batches.
final class RealTime {
    private static final int BATCH_MILLIS = 5;
    private static final long MILLI_NANOS = 1_000_000L;
    private static final long BATCH_NANOS = BATCH_MILLIS * MILLI_NANOS;

    /// What the output pins said.
    ///
    /// @param milli of the batch
    private record Heard(int milli, Optional<Commands> commands) {}

    private final World world;
    private final TerminalsServer terminals;
    private final ControlServer control;
    private final Watching watching;
    private final List<Heard> heard = new ArrayList<>();
    private long deadline;

    /// Who looks on.
    ///
    /// @param waves shows the last samples
    /// @param reactions times the charger
    record Watching(Waves waves, Reactions reactions) {}

    RealTime(World world, TerminalsServer terminals, ControlServer control, Watching watching) {
        this.world = world;
        this.terminals = terminals;
        this.control = control;
        this.watching = watching;
    }

    /// Runs until the thread is interrupted.
    void run() {
        try (Selector arrivals = Selector.open()) {
            terminals.announceAt(arrivals);
            control.announceAt(arrivals);
            deadline = System.nanoTime() + BATCH_NANOS;
            while (!Thread.currentThread().isInterrupted()) {
                if (arrivesBeforeDeadline(arrivals)) {
                    hear();
                } else if (System.nanoTime() >= deadline) {
                    hear();
                    batch();
                }
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("the simulator cannot wait for its sockets", unusable);
        }
    }

    /// The kernel waits by the millisecond; what is left of one is slept.
    private boolean arrivesBeforeDeadline(Selector arrivals) throws IOException {
        long rest = deadline - System.nanoTime();
        if (rest >= MILLI_NANOS) {
            return arrivals.select(key -> {}, rest / MILLI_NANOS) > 0;
        }
        if (rest > 0) {
            LockSupport.parkNanos(rest);
        }
        return false;
    }

    private void hear() {
        long now = System.nanoTime();
        int milli = milli(now);
        control.receive(milli);
        terminals.serve();
        if (terminals.takeRearmed()) {
            world.armLatch();
        }
        Optional<Commands> commands = terminals.commands(now);
        commands.ifPresent(driven -> watching.reactions.driven(driven, terminals.drivenNanos()));
        heard.add(new Heard(milli, commands));
    }

    /// The millisecond of the batch that it is now; the last one while the batch is only just over,
    /// the first after a stall.
    private int milli(long nowNanos) {
        long late = nowNanos - deadline;
        if (late >= BATCH_NANOS) {
            return 0;
        }
        return (int) Math.min((late + BATCH_NANOS) / MILLI_NANOS, BATCH_MILLIS - 1);
    }

    private void batch() {
        Samples samples = world.advance(BATCH_MILLIS, new Uptime(deadline), this::obey);
        heard.clear();
        watching.waves.keep(samples);
        terminals.send(samples, world.latch(RealTime::wallClock));
        deadline += BATCH_NANOS;
    }

    /// A clock chip counts whole seconds.
    private static Optional<Instant> wallClock() {
        return Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /// Before a millisecond of the world.
    private void obey(int milli) {
        for (Heard each : heard) {
            if (each.milli == milli) {
                each.commands.ifPresentOrElse(world::apply, world::silence);
            }
        }
        control.answer(milli);
        long begins = deadline - (BATCH_MILLIS - milli) * MILLI_NANOS;
        watching.reactions.shown(world.vehicleState(), begins);
    }
}
