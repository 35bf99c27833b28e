package stanchion.metering;

import java.util.Optional;
import stanchion.metering.MainsFrequency.Cause;

/// The measuring core: volts and amperes in, one window of two slices out, about every 0.2 s.
///
/// A start costs two slices more: they show the oscillator where to begin. Their energy counts in
/// the first window, their sharp edge and their mistuned phasors stay out of the values.
final class WaveMeter {
    /// What was measured over one window.
    ///
    /// @param sums of the window; valid until the next frame
    /// @param frames covered
    /// @param wattFrames energy of these frames towards the vehicle, all phases
    /// @param coupling whether the window is whole enough to tell an offset from the signal
    record Measured(
            Slice sums,
            int frames,
            double wattFrames,
            MainsFrequency frequency,
            Coupling coupling) {}

    private enum Awaiting {
        START,
        SETTLING,
        FIRST_HALF,
        SECOND_HALF
    }

    private final Coupling coupling;
    private final SliceStream stream;
    private final FrequencyTracker tracker;
    private final Slice window;
    private Awaiting awaiting = Awaiting.START;
    private int startFrames;
    private double startWattFrames;

    /// @param leastVolts RMS; no phase above it means that there is no mains
    WaveMeter(double rate, int phases, Coupling coupling, double leastVolts) {
        this.coupling = coupling;
        stream = new SliceStream(rate, phases, FrequencyTracker.NOMINAL);
        tracker = new FrequencyTracker(rate, stream.delayFrames(), leastVolts);
        window = new Slice(phases);
    }

    /// Takes one frame, `V1 I1 [V2 I2 [V3 I3]]`, and returns the window that became whole with it.
    Optional<Measured> accept(double[] frame) {
        if (!stream.accept(frame)) {
            return Optional.empty();
        }
        Optional<Measured> measured = sliceFinished(stream.whole());
        stream.tune(tracker.tuning());
        return measured;
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
        countAtStart(slice);
        awaiting = Awaiting.SETTLING;
        return Optional.empty();
    }

    private Optional<Measured> settled(Slice slice) {
        tracker.follow(stream.before(), slice);
        countAtStart(slice);
        awaiting = Awaiting.FIRST_HALF;
        return Optional.empty();
    }

    private void countAtStart(Slice slice) {
        startFrames += slice.frames();
        startWattFrames += slice.wattFrames(Coupling.DC);
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
        return Optional.of(ended(tracker.frequency(), coupling));
    }

    private Measured ended(MainsFrequency frequency, Coupling means) {
        Measured measured =
                new Measured(
                        window,
                        startFrames + window.frames(),
                        startWattFrames + window.wattFrames(means),
                        frequency,
                        means);
        startFrames = 0;
        startWattFrames = 0;
        return measured;
    }

    /// Ends the stream at the latest frame and starts afresh with the next. Returns what no window
    /// had covered yet: too short to tell offsets from the signal, exact in its energy.
    Optional<Measured> cut() {
        if (awaiting != Awaiting.SECOND_HALF) {
            window.clear();
        }
        window.merge(stream.cut(tracker.tuning()));
        awaiting = Awaiting.START;
        Measured rest = ended(new MainsFrequency.Untracked(Cause.CUT_SHORT), Coupling.DC);
        return rest.frames() == 0 ? Optional.empty() : Optional.of(rest);
    }
}
