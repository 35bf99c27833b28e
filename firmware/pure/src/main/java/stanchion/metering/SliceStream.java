package stanchion.metering;

import java.util.Arrays;
import java.util.List;

/// Cuts an endless stream of bundles into slices of whole mains cycles, about 0.1 s each, whose
/// weights overlap smoothly and add up to 1 at every bundle.
///
/// ```text
/// weight 1 ──────────╲ ╱────────╲ ╱────────
///          slice 1    ╳  slice 2  ╳  slice 3
///        0 ──────────╱ ╲────────╱ ╲────────
///                    ◄─► taper
/// ```
///
/// The middle of an edge falls on a frame, not on a bundle: slices are whole cycles to half a
/// frame. Only the very first slice after a start begins with a sharp edge.
final class SliceStream {
    private final List<Sensing> sensing;
    private final double rate;
    private final int framesEach;
    private final Taper taper = new Taper();
    private final int half;
    private final Oscillator oscillator;
    private final double[] all = new double[Bundles.CAPACITY];
    private final double[] later = new double[Bundles.CAPACITY];
    private final double[] sooner = new double[Bundles.CAPACITY];
    private Slice before;
    private Slice whole;
    private Slice current;
    private Slice next;
    private double at;
    private int untilEdge;
    private int sinceEdge;
    private boolean finished;

    /// @param rate frames per second
    /// @param framesEach of a bundle
    SliceStream(double rate, int framesEach, List<Sensing> sensing, double hertz) {
        this.sensing = sensing;
        this.framesEach = framesEach;
        this.rate = rate;
        half = (int) Math.round(rate * Taper.SECONDS / 2);
        oscillator = new Oscillator(rate / framesEach, hertz);
        before = new Slice(sensing.size());
        whole = new Slice(sensing.size());
        current = new Slice(sensing.size());
        next = new Slice(sensing.size());
        Arrays.fill(all, 1);
        untilEdge = sliceFrames(hertz);
    }

    private int sliceFrames(double hertz) {
        return (int) Math.round(Math.rint(hertz / 10) * rate / hertz);
    }

    /// The slice that became whole last; valid until the next one.
    Slice whole() {
        return whole;
    }

    /// The slice before [#whole].
    Slice before() {
        return before;
    }

    /// Whether a slice became whole with the bundles taken last.
    boolean isFinished() {
        return finished;
    }

    /// Takes bundles from number `from` on, until a slice is whole or `to` is reached.
    ///
    /// @return one past the last that was taken
    int accept(Bundles[] phases, int from, int to) {
        int flat = Math.floorDiv(untilEdge - half, framesEach);
        int tapered = Math.ceilDiv(untilEdge + half, framesEach);
        int end = Math.min(to, from + (flat > 0 ? flat : tapered));
        oscillator.turn(from, end);
        if (flat > 0) {
            current.add(phases, stretch(all, from, end), framesEach);
        } else {
            share(from, end);
            current.add(phases, stretch(sooner, from, end), framesEach);
            next.add(phases, stretch(later, from, end), framesEach);
        }
        at += end - from;
        sinceEdge += (end - from) * framesEach;
        untilEdge -= (end - from) * framesEach;
        finished = untilEdge <= -half;
        if (finished) {
            finishSlice();
        }
        return end;
    }

    private Stretch stretch(double[] shares, int from, int to) {
        return new Stretch(shares, from, to, at, oscillator);
    }

    private void share(int from, int to) {
        for (int n = from; n < to; n++) {
            double past = half - untilEdge + (n - from + 0.5) * framesEach;
            later[n] = taper.later(past / (2 * half));
            sooner[n] = 1 - later[n];
        }
    }

    private void finishSlice() {
        current.close(sinceEdge + untilEdge, sensing, oscillator.step());
        Slice oldest = before;
        before = whole;
        whole = current;
        current = next;
        next = oldest;
        next.clear();
        sinceEdge = -untilEdge;
        moveOrigin();
    }

    /// Keeps time and phase small, so that a year's worth of bundles costs no digits.
    private void moveOrigin() {
        double phaseLater = oscillator.shedTurns();
        before.moveOrigin(at, phaseLater);
        whole.moveOrigin(at, phaseLater);
        current.moveOrigin(at, phaseLater);
        at = 0;
    }

    /// Sets the frequency of the oscillator and the length of the slice that has just begun; to be
    /// called whenever a slice became whole.
    void tune(double hertz) {
        oscillator.tune(hertz);
        untilEdge += sliceFrames(hertz);
    }

    /// Ends the stream at the latest bundle, starts afresh with the next, and returns what no slice
    /// had covered yet; valid until the next slice.
    Slice cut(double hertz) {
        current.close(sinceEdge, sensing, oscillator.step());
        next.close(0, sensing, oscillator.step());
        current.merge(next);
        Slice rest = current;
        current = whole;
        whole = rest;
        current.clear();
        next.clear();
        sinceEdge = 0;
        oscillator.tune(hertz);
        untilEdge = sliceFrames(hertz);
        return rest;
    }
}
