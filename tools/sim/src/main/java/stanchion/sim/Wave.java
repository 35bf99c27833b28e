package stanchion.sim;

/// One period of a waveform with RMS value 1, read at any phase.
final class Wave {
    private static final int BITS = 10;
    private static final int SIZE = 1 << BITS;
    private static final double STEP = 1.0 / (1L << (32 - BITS));

    private final double[] table = new double[SIZE + 1];

    /// A fundamental with harmonics: `shares[n]` of the n-th, in sine position.
    Wave(double... shares) {
        double squares = 0;
        for (int i = 0; i <= SIZE; i++) {
            double angle = 2 * Math.PI * i / SIZE;
            double value = StrictMath.sin(angle);
            for (int n = 2; n < shares.length; n++) {
                value += shares[n] * StrictMath.sin(n * angle);
            }
            table[i] = value;
            squares += i < SIZE ? value * value : 0;
        }
        double scale = 1 / Math.sqrt(squares / SIZE);
        for (int i = 0; i <= SIZE; i++) {
            table[i] *= scale;
        }
    }

    /// @param phase in units of 2⁻³² of a period; wraps
    double at(int phase) {
        int index = phase >>> (32 - BITS);
        double left = table[index];
        return left + (table[index + 1] - left) * ((phase & (-1 >>> BITS)) * STEP);
    }

    /// A share of a period as a phase.
    static int phase(double periods) {
        return (int) Math.floorMod(Math.round(periods * (1L << 32)), 1L << 32);
    }
}
