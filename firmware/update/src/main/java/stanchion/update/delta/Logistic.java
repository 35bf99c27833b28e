package stanchion.update.delta;

/// ln(p / (1 - p)) and its inverse, by tables, so that every machine gets the same bits.
///
/// Java's float arithmetic is exact to the bit everywhere (JLS 15.4), StrictMath too.
final class Logistic {
    static final float MOST = 11.5f;
    private static final int STEPS = 128;
    private static final int STRETCH_BITS = 12;

    private final float[] stretch = new float[1 << STRETCH_BITS];
    private final float[] squash = new float[(int) (2 * MOST * STEPS) + 2];

    Logistic() {
        for (int i = 0; i < stretch.length; i++) {
            double p = (i + 0.5) / stretch.length;
            stretch[i] = (float) StrictMath.log(p / (1 - p));
        }
        for (int i = 0; i < squash.length; i++) {
            squash[i] = (float) (1 / (1 + StrictMath.exp(MOST - (double) i / STEPS)));
        }
    }

    /// Of a probability.
    ///
    /// @param p probability in 65,536ths, 0 to 65,535
    float stretch(int p) {
        return stretch[p >>> (BitCoder.PRECISION - STRETCH_BITS)];
    }

    float squash(float x) {
        float place = (Math.clamp(x, -MOST, MOST) + MOST) * STEPS;
        int index = (int) place;
        float rest = place - index;
        return squash[index] + (squash[index + 1] - squash[index]) * rest;
    }
}
