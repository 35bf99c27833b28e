package stanchion.metering;

import java.util.Arrays;

/// Cuts an endless stream of frames into slices of whole mains cycles, about 0.1 s each, whose
/// weights overlap smoothly and add up to 1 at every frame.
///
/// ```text
/// weight 1 ──────────╲ ╱────────╲ ╱────────
///          slice 1    ╳  slice 2  ╳  slice 3
///        0 ──────────╱ ╲────────╱ ╲────────
///                    ◄─► taper
/// ```
///
/// Only the very first slice after a start begins with a sharp edge.
final class SliceStream {
    /// A quarter of a cycle at 50 Hz; below half a cycle up to 100 Hz, which keeps the arc cosine
    /// of the coarse frequency unambiguous.
    private static final double DELAY_SECONDS = 0.005;

    private final double rate;
    private final Taper taper;
    private final Oscillator oscillator;
    private final double[][] earlierVolts;
    private Slice before;
    private Slice whole;
    private Slice current;
    private Slice next;
    private long at;
    private int sinceEdge;
    private int untilTaper;
    private int taperFrame;

    SliceStream(double rate, int phases, double hertz) {
        this.rate = rate;
        taper = new Taper(rate);
        oscillator = new Oscillator(rate, hertz);
        earlierVolts = new double[(int) Math.round(rate * DELAY_SECONDS)][phases];
        before = new Slice(phases);
        whole = new Slice(phases);
        current = new Slice(phases);
        next = new Slice(phases);
        untilTaper = sliceFrames(hertz) - taper.frames() / 2;
    }

    private int sliceFrames(double hertz) {
        return (int) Math.round(Math.rint(hertz / 10) * rate / hertz);
    }

    /// How far back the voltage lies that each one is multiplied with, in frames.
    int delayFrames() {
        return earlierVolts.length;
    }

    /// The slice that became whole last; valid until the next one.
    Slice whole() {
        return whole;
    }

    /// The slice before [#whole].
    Slice before() {
        return before;
    }

    /// Takes one frame and says whether a slice became whole with it.
    boolean accept(double[] frame) {
        boolean finished = untilTaper > 0 ? flat(frame) : tapered(frame);
        oscillator.advance();
        at++;
        sinceEdge++;
        if (finished) {
            finishSlice();
        }
        return finished;
    }

    private boolean flat(double[] frame) {
        double[] earlier = earlierVolts[(int) (at % earlierVolts.length)];
        add(current, 1, frame, earlier);
        remember(frame, earlier);
        untilTaper--;
        return false;
    }

    private boolean tapered(double[] frame) {
        double[] earlier = earlierVolts[(int) (at % earlierVolts.length)];
        double later = taper.later(taperFrame);
        add(current, 1 - later, frame, earlier);
        add(next, later, frame, earlier);
        remember(frame, earlier);
        taperFrame++;
        return taperFrame == taper.frames();
    }

    private void add(Slice slice, double share, double[] frame, double[] earlier) {
        slice.add(share, frame, at, oscillator);
        slice.addDelayed(share, frame, earlier);
    }

    private static void remember(double[] frame, double[] slot) {
        for (int phase = 0; phase < slot.length; phase++) {
            slot[phase] = frame[2 * phase];
        }
    }

    private void finishSlice() {
        current.close(sinceEdge - taper.frames() / 2);
        Slice oldest = before;
        before = whole;
        whole = current;
        current = next;
        next = oldest;
        next.clear();
        sinceEdge = taper.frames() / 2;
        taperFrame = 0;
        moveOrigin();
    }

    /// Keeps time and phase small, so that a year's worth of frames costs no digits. Moves by a
    /// multiple of the delay line's length, whose slots `at` selects.
    private void moveOrigin() {
        long later = at - at % earlierVolts.length;
        double phaseLater = oscillator.shedTurns();
        at -= later;
        before.moveOrigin(later, phaseLater);
        whole.moveOrigin(later, phaseLater);
        current.moveOrigin(later, phaseLater);
    }

    /// Sets the frequency of the oscillator and the length of the slice that has just begun; to be
    /// called whenever a slice became whole.
    void tune(double hertz) {
        oscillator.tune(hertz);
        untilTaper = sliceFrames(hertz) - taper.frames();
    }

    /// Ends the stream at the latest frame, starts afresh with the next, and returns what no slice
    /// had covered yet; valid until the next slice.
    Slice cut(double hertz) {
        current.close(sinceEdge);
        next.close(0);
        current.merge(next);
        Slice rest = current;
        current = whole;
        whole = rest;
        current.clear();
        next.clear();
        sinceEdge = 0;
        taperFrame = 0;
        oscillator.tune(hertz);
        untilTaper = sliceFrames(hertz) - taper.frames() / 2;
        for (double[] slot : earlierVolts) {
            Arrays.fill(slot, 0);
        }
        return rest;
    }
}
