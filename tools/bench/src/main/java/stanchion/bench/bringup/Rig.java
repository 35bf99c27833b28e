package stanchion.bench.bringup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.pilot.PilotLevels;
import stanchion.pilot.PlateauReader;
import stanchion.units.DutyCycle;

/// The board under the hands of a bring-up: one image at a time, written every 10 ms as the
/// firmware does, and what the board sensed meanwhile.
final class Rig implements AutoCloseable {
    static final Duration CYCLE = Duration.ofMillis(10);

    /// A change at the outputs has settled in the converters after so many cycles.
    private static final int SETTLING_CYCLES = 10;

    /// For a plateau or a duty: enough samples that asynchronous sampling averages out.
    private static final int MEASURING_CYCLES = 50;

    /// What the hands at the simulated board do; a real one has a person's.
    interface Hands {
        void move(stanchion.sim.scenario.Verb.OfWorld verb);
    }

    private final Board board;
    private final Pacing pacing;
    private Commands image = Commands.SAFE;
    private long due;

    /// Whose clock the cycles follow.
    enum Pacing {
        /// The machine's.
        REAL,
        /// The simulated board's own: taking samples lets time go by.
        SIMULATED
    }

    Rig(Board board, Pacing pacing) {
        this.board = board;
        this.pacing = pacing;
        due = System.nanoTime();
    }

    BoardProfile profile() {
        return board.profile();
    }

    /// What the outputs show from now on.
    void drive(PilotOutput pilot, ContactorCommand contactor, ResidualTest test) {
        image = new Commands(pilot, contactor, test);
    }

    void pilot(PilotOutput pilot) {
        drive(pilot, ContactorCommand.OPEN, ResidualTest.OFF);
    }

    void rest() {
        image = Commands.SAFE;
    }

    static PilotOutput pwm(double percent) {
        return new PilotOutput.Pwm(new DutyCycle(percent));
    }

    /// Lets `span` go by and gives everything that was sensed, cycle by cycle.
    List<Samples> during(Duration span) {
        List<Samples> sensed = new ArrayList<>();
        for (long i = 0; i < span.toMillis() / CYCLE.toMillis(); i++) {
            sensed.add(cycle());
        }
        return sensed;
    }

    /// Waits for an input to become so.
    ///
    /// @return how long it took; nothing when it did not within `patience`
    Optional<Duration> until(Predicate<Inputs> wanted, Duration patience) {
        for (long i = 1; i <= patience.toMillis() / CYCLE.toMillis(); i++) {
            if (wanted.test(cycle().inputs())) {
                return Optional.of(CYCLE.multipliedBy(i));
            }
        }
        return Optional.empty();
    }

    /// The pilot's plateaus, settled.
    PilotLevels levels() {
        return new PlateauReader()
                .read(settled(MEASURING_CYCLES), profile().analog().pilot(), image.pilot());
    }

    /// The share of time for which the pilot is positive, in per cent.
    double duty() {
        short[] codes = settled(2 * MEASURING_CYCLES).codes();
        int high = 0;
        for (short code : codes) {
            high += profile().analog().pilot().valueOf(code) > 0 ? 1 : 0;
        }
        return codes.length == 0 ? Double.NaN : 100.0 * high / codes.length;
    }

    int proximityCode() {
        during(CYCLE.multipliedBy(SETTLING_CYCLES));
        return cycle().proximityCode();
    }

    private PilotCapture settled(int cycles) {
        during(CYCLE.multipliedBy(SETTLING_CYCLES));
        List<Samples> sensed = during(CYCLE.multipliedBy(cycles));
        int count = sensed.stream().mapToInt(samples -> samples.pilot().codes().length).sum();
        short[] all = new short[count];
        int at = 0;
        for (Samples samples : sensed) {
            short[] codes = samples.pilot().codes();
            System.arraycopy(codes, 0, all, at, codes.length);
            at += codes.length;
        }
        return new PilotCapture(all);
    }

    private Samples cycle() {
        if (pacing == Pacing.REAL) {
            due = Math.max(due, System.nanoTime() - CYCLE.toNanos()) + CYCLE.toNanos();
            for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
                LockSupport.parkNanos(rest);
            }
        }
        Samples samples = board.sample();
        board.apply(image);
        board.keepAlive();
        return samples;
    }

    /// Leaves the outputs safe.
    @Override
    public void close() {
        board.close();
    }
}
