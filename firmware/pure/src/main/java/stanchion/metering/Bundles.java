package stanchion.metering;

import java.util.Arrays;

/// Sums over a few neighbouring frames of one phase, for a stretch of time: what is weighted,
/// turned and delayed from then on is one bundle, not every frame.
///
/// A bundle's frames share one weight and one phase of the oscillator. At about 1000 bundles a
/// second that touches nothing below the 19th harmonic, and of the 19th and 21st a twentieth
/// appears in the phasors of the fundamental: in reactive power, not in active power, voltage or
/// current.
final class Bundles {
    /// Frames that are summed side by side; a bundle holds one or more times as many.
    static final int SIDE_BY_SIDE = 4;

    private static final double RATE = 1000;

    /// The most bundles of one stretch.
    static final int CAPACITY = 64;

    /// Per bundle; the voltages are preceded by those of earlier stretches.
    final double[] volts;

    final double[] amps = new double[CAPACITY];
    final double[] voltsSquared = new double[CAPACITY];
    final double[] ampsSquared = new double[CAPACITY];
    final double[] product = new double[CAPACITY];

    /// Estimates of the current's noise, as mean squares.
    final double[] noise = new double[CAPACITY];

    /// How many earlier voltages stand before the first.
    final int earlier;

    Bundles(int earlier) {
        this.earlier = earlier;
        volts = new double[earlier + CAPACITY];
    }

    /// How many frames of a converter make a bundle.
    static int frames(double rate) {
        return SIDE_BY_SIDE * (int) Math.max(1, Math.floor(rate / RATE / SIDE_BY_SIDE));
    }

    /// Sets a bundle of one frame.
    void set(int at, double volt, double amp) {
        volts[earlier + at] = volt;
        amps[at] = amp;
        voltsSquared[at] = volt * volt;
        ampsSquared[at] = amp * amp;
        product[at] = volt * amp;
    }

    /// Ends a stretch of `count` bundles: its last voltages become the earlier ones.
    void shift(int count) {
        System.arraycopy(volts, count, volts, 0, earlier);
    }

    /// Forgets the earlier voltages.
    void restart() {
        Arrays.fill(volts, 0);
    }
}
