package stanchion.metering;

/// The smooth edge between two neighbouring slices: a rectangle convolved with a 4-term
/// Blackman-Harris kernel of 40 ms.
///
/// Over the edge the earlier slice's weight falls from 1 to 0 while the later one's rises from 0 to
/// 1; the two always add up to 1, so that no energy is lost or counted twice. The kernel's first
/// null lies at 100 Hz and its side lobes below −92 dB: what a cut through a mains cycle would leak
/// into power and RMS vanishes without the cut having to hit a zero crossing.
final class Taper {
    static final double SECONDS = 0.04;

    private static final double[] BLACKMAN_HARRIS = {0.35875, -0.48829, 0.14128, -0.01168};
    private static final int STEPS = 4096;

    private final double[] rise = new double[STEPS + 2];

    Taper() {
        for (int step = 0; step < rise.length; step++) {
            rise[step] = integral(Math.min(1, step / (double) STEPS));
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

    /// Weight of the later slice.
    ///
    /// @param share of the edge that is past; below 0 it has not begun, above 1 it is over
    double later(double share) {
        double step = Math.clamp(share, 0, 1) * STEPS;
        int below = (int) step;
        return rise[below] + (step - below) * (rise[below + 1] - rise[below]);
    }
}
