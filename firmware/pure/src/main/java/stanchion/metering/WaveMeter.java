package stanchion.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.link.Report;
import stanchion.metering.MainsFrequency.Cause;

/// The measuring core: bundles in, one window of two slices out, about every 0.2 s.
///
/// A start costs two slices more: they show the oscillator where to begin. Their energy counts in
/// the first window, their sharp edge and their mistuned phasors stay out of the values.
final class WaveMeter {
    /// A quarter of a cycle at 50 Hz; below half a cycle up to 100 Hz, which keeps the arc cosine
    /// of the coarse frequency unambiguous.
    private static final double DELAY_SECONDS = 0.005;

    /// What was measured over one window.
    ///
    /// @param sums of the window; valid until the next bundle
    /// @param frames covered
    /// @param wattFrames energy of these frames towards the vehicle, per phase
    /// @param about which point each phase's values are
    record Measured(
            Slice sums,
            int frames,
            List<Double> wattFrames,
            MainsFrequency frequency,
            List<Idle> about) {

        /// The values of a phase.
        Report.Meter.Phase values(int phase) {
            return sums.phase(phase).values(about.get(phase));
        }
    }

    private enum Awaiting {
        START,
        SETTLING,
        FIRST_HALF,
        SECOND_HALF
    }

    private final IdleWatch idle;
    private final SliceStream stream;
    private final FrequencyTracker tracker;
    private final Slice window;
    private final Slice start;
    private Awaiting awaiting = Awaiting.START;

    /// @param rate frames per second
    /// @param framesEach of a bundle
    /// @param sensing what each phase's bundles are
    WaveMeter(double rate, int framesEach, List<Sensing> sensing, Trust trust) {
        idle = new IdleWatch(sensing.size(), trust.coupling());
        stream = new SliceStream(rate, framesEach, sensing, FrequencyTracker.NOMINAL);
        tracker =
                new FrequencyTracker(
                        rate / framesEach, delay(rate, framesEach), trust.leastVolts());
        window = new Slice(sensing.size());
        start = new Slice(sensing.size());
    }

    /// What the values may be taken for.
    ///
    /// @param coupling whether means belong to the signal
    /// @param leastVolts RMS; no phase above it means that there is no mains
    record Trust(Coupling coupling, double leastVolts) {}

    /// How many bundles back the voltage lies that each one is multiplied with.
    static int delay(double rate, int framesEach) {
        return (int) Math.round(DELAY_SECONDS * rate / framesEach);
    }

    /// Takes the first `count` bundles and hands on the windows that became whole with them.
    ///
    /// @param finished gets each window, valid until it returns
    void accept(Bundles[] phases, int count, Consumer<Measured> finished) {
        int at = 0;
        while (at < count) {
            at = stream.accept(phases, at, count);
            if (stream.isFinished()) {
                sliceFinished(stream.whole()).ifPresent(finished);
                stream.tune(tracker.tuning());
            }
        }
        for (Bundles phase : phases) {
            phase.shift(count);
        }
    }

    private Optional<Measured> sliceFinished(Slice slice) {
        return switch (awaiting) {
            case START -> started(slice);
            case SETTLING -> settled(slice);
            case FIRST_HALF -> firstHalf(slice);
            case SECOND_HALF -> secondHalf(slice);
        };
    }

    private Optional<Measured> started(Slice slice) {
        tracker.acquire(slice);
        start.merge(slice);
        awaiting = Awaiting.SETTLING;
        return Optional.empty();
    }

    private Optional<Measured> settled(Slice slice) {
        tracker.follow(stream.before(), slice);
        start.merge(slice);
        awaiting = Awaiting.FIRST_HALF;
        return Optional.empty();
    }

    private Optional<Measured> firstHalf(Slice slice) {
        tracker.follow(stream.before(), slice);
        window.clear();
        window.merge(slice);
        awaiting = Awaiting.SECOND_HALF;
        return Optional.empty();
    }

    private Optional<Measured> secondHalf(Slice slice) {
        tracker.follow(stream.before(), slice);
        window.merge(slice);
        awaiting = Awaiting.FIRST_HALF;
        return Optional.of(ended(tracker.frequency(), idle.of(window)));
    }

    private Measured ended(MainsFrequency frequency, List<Idle> about) {
        Measured measured =
                new Measured(
                        window,
                        start.frames() + window.frames(),
                        wattFrames(about),
                        frequency,
                        about);
        start.clear();
        return measured;
    }

    private List<Double> wattFrames(List<Idle> about) {
        List<Double> phases = new ArrayList<>(about.size());
        for (int phase = 0; phase < about.size(); phase++) {
            Idle zero = about.get(phase);
            phases.add(start.phase(phase).wattFrames(zero) + window.phase(phase).wattFrames(zero));
        }
        return phases;
    }

    /// Learns what the converters show of their own from a window over which the mains were steady.
    void learn(Measured steady) {
        idle.learn(steady.sums());
    }

    /// Ends the stream at the latest bundle and starts afresh with the next. Returns what no window
    /// had covered yet: too short to tell offsets from the signal, exact in its energy.
    Optional<Measured> cut() {
        if (awaiting != Awaiting.SECOND_HALF) {
            window.clear();
        }
        window.merge(stream.cut(tracker.tuning()));
        awaiting = Awaiting.START;
        Measured rest = ended(new MainsFrequency.Untracked(Cause.CUT_SHORT), idle.learned());
        return rest.frames() == 0 ? Optional.empty() : Optional.of(rest);
    }
}
