package stanchion.metering;

/// The smooth edge between two neighbouring slices: a rectangle convolved with a 4-term
/// Blackman-Harris kernel of 40 ms.
///
/// Over the edge the earlier slice's weight falls from 1 to 0 while the later one's rises from 0 to
/// 1; the two always add up to 1, so that no energy is lost or counted twice. The kernel's first
/// null lies at 100 Hz and its side lobes below −92 dB: what a cut through a mains cycle would leak
/// into power and RMS vanishes without the cut having to hit a zero crossing.
final class Taper {
    private static final double SECONDS = 0.04;
    private static final double[] BLACKMAN_HARRIS = {0.35875, -0.48829, 0.14128, -0.01168};

    private final double[] rise;

    Taper(double rate) {
        int half = (int) Math.round(rate * SECONDS / 2);
        rise = new double[2 * half];
        for (int n = 0; n < rise.length; n++) {
            rise[n] = integral((n + 0.5) / rise.length);
        }
    }

    private static double integral(double share) {
        double sum = share;
        for (int term = 1; term < BLACKMAN_HARRIS.length; term++) {
            double turns = 2 * Math.PI * term;
            sum += BLACKMAN_HARRIS[term] / BLACKMAN_HARRIS[0] * Math.sin(turns * share) / turns;
        }
        return sum;
    }

    /// Frames from full weight to none; even.
    int frames() {
        return rise.length;
    }

    /// Weight of the later slice.
    double later(int frame) {
        return rise[frame];
    }
}
