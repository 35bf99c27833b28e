package stanchion.board.linux;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import stanchion.board.LinuxWiring;
import stanchion.hal.Absence;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.Written;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Uptime;

/// A board of Linux's own interfaces.
///
/// ```text
/// PilotSampler ─► PilotRing ─┐
/// MainsSampler ─► MainsRing ─┼─► sample()      apply() ─► lines, pilot      keepAlive() ─► charge
/// thermometer ───────────────┘                                               pump and watchdog
/// ```
///
/// The threads start with the first image that is applied, when the process has its priorities.
/// Neither call waits for a device. When an output cannot be written the keep-alive ends, and the
/// board opens by itself.
public final class LinuxBoard implements Board {
    /// Inputs older than this may have become anything.
    static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /// The watchdog's limit is seconds; a feed is a call into a driver.
    private static final long FEED_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// Filters of inputs have a few milliseconds at most.
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long SENSELESS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long JOIN_MILLIS = 1_000;

    /// Absorbs what rounding of doubles takes from a whole number of nanoseconds.
    private static final double ROUNDING = 1e-6;

    /// What a board is made of.
    ///
    /// @param drive everything that is driven
    /// @param pilot rounds of the sampler
    /// @param mains frames
    /// @param temperature by the time it is asked at, in nanoseconds of the monotonic clock
    /// @param threads what fills all these
    /// @param clock nanoseconds of the monotonic clock
    record Parts(
            Drive drive,
            PilotRing pilot,
            MainsRing mains,
            LongFunction<Reading<Celsius>> temperature,
            List<Worker> threads,
            LongSupplier clock) {}

    /// A thread of the board.
    ///
    /// @param stop asks it to end
    /// @param release gives its devices back when it has ended
    record Worker(String name, Runnable work, Runnable stop, Runnable release) {}

    private final BoardProfile profile;
    private final Parts parts;
    private final Amps supply;
    private final long periodNanos;
    private final Threads threads;
    private boolean started;
    private boolean obeyed;
    private int inputs;
    private int proximityCode;
    private long sensedNanos;
    private boolean sensed;
    private long fedNanos;

    /// @param periodNanos of the pilot
    LinuxBoard(BoardProfile profile, Amps supply, long periodNanos, Parts parts) {
        this.profile = profile;
        this.supply = supply;
        this.periodNanos = periodNanos;
        this.parts = parts;
        threads = new Threads(parts.threads, JOIN_MILLIS);
        fedNanos = parts.clock.getAsLong() - FEED_EVERY_NANOS;
    }

    /// Opens the board a description names, its outputs safe from the first moment.
    ///
    /// @throws IOException naming key, device and way out
    public static LinuxBoard open(BoardProfile profile, LinuxWiring wiring) throws IOException {
        return open(Roots.SYSTEM, profile, wiring);
    }

    /// The same, where the kernel shows its devices elsewhere.
    public static LinuxBoard open(Roots roots, BoardProfile profile, LinuxWiring wiring)
            throws IOException {
        return Assembly.board(roots, profile, wiring);
    }

    @Override
    public BoardProfile profile() {
        return profile;
    }

    @Override
    public Samples sample() {
        long now = parts.clock.getAsLong();
        int rounds = parts.pilot.waiting();
        if (rounds > 0) {
            PilotRing.Round newest = parts.pilot.newest(rounds);
            inputs = newest.inputs;
            proximityCode = newest.proximityCode;
            sensedNanos = newest.nanos;
            sensed = true;
        }
        PilotCapture pilot = rounds == 0 ? PilotCapture.NOTHING : parts.pilot.take(rounds);
        return new Samples(new Uptime(now), pilot, proximityCode, parts.mains.take(), inputs(now));
    }

    private Inputs inputs(long now) {
        if (!sensed) {
            return Inputs.lost(Absence.NOT_YET);
        }
        return now - sensedNanos > STALE_NANOS || !obeyed
                ? Inputs.lost(Absence.SILENT)
                : InputBits.meaning(inputs, parts.temperature.apply(now), supply);
    }

    @Override
    public void apply(Commands commands) {
        write(commands);
        if (!started) {
            started = true;
            threads.start();
        }
    }

    @Override
    public void settle() {
        long began = parts.clock.getAsLong();
        long since = 0;
        while (since < SETTLE_NANOS || (!sensed && since < SENSELESS_NANOS)) {
            LockSupport.parkNanos(GLANCE_NANOS);
            sample();
            since = parts.clock.getAsLong() - began;
        }
    }

    private void write(Commands commands) {
        Drive.Contact contact =
                new Drive.Contact(
                        commands.contactor() == ContactorCommand.CLOSE,
                        commands.residualTest() == ResidualTest.ON);
        long highNanos = highNanos(commands.pilot());
        boolean first;
        boolean second;
        if (contact.closed()) { // the offer stands before the contactor closes
            first = parts.drive.pilot(highNanos) == Written.DONE;
            second = first && parts.drive.lines(contact) == Written.DONE;
        } else {
            first = parts.drive.lines(contact) == Written.DONE;
            second = parts.drive.pilot(highNanos) == Written.DONE;
        }
        obeyed = first && second;
    }

    /// Never longer than commanded, so that no more is offered.
    private long highNanos(PilotOutput output) {
        return switch (output) {
            case PilotOutput.SteadyHigh _ -> periodNanos;
            case PilotOutput.SteadyLow _ -> 0;
            case PilotOutput.Pwm pwm ->
                    (long) Math.floor(pwm.duty().percent() / 100 * periodNanos + ROUNDING);
        };
    }

    @Override
    public void keepAlive() {
        if (!obeyed || parts.drive.toggleKeepAlive() == Written.FAILED) {
            return;
        }
        long now = parts.clock.getAsLong();
        if (now - fedNanos >= FEED_EVERY_NANOS && parts.drive.feedWatchdog() == Written.DONE) {
            fedNanos = now;
        }
    }

    /// Where the safe image cannot be written, the watchdog goes on counting.
    @Override
    public void close() {
        write(Commands.SAFE);
        threads.end();
        if (obeyed) {
            parts.drive.standDown();
        }
        parts.drive.close();
    }
}
