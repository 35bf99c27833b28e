package stanchion.bench.smart;

/// How evenly whole numbers from 0 to `most` were drawn.
///
/// @param chiSquare Pearson's statistic over all `most + 1` numbers
/// @param degrees of freedom
/// @param p how probable a statistic at least as large is if all numbers are equally likely
/// @param rarest how often the rarest number came
/// @param commonest how often the commonest came
record Uniformity(double chiSquare, int degrees, double p, int rarest, int commonest) {
    /// Beyond this, on either side, chance is ruled out: one run in half a million.
    private static final double IMPROBABLE = 1e-6;

    private static final double[] TAIL = {
        1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530
    };

    /// Counts numbers.
    ///
    /// @param most 1 or more
    static Uniformity of(int[] drawn, int most) {
        int[] counts = new int[most + 1];
        for (int number : drawn) {
            counts[number]++;
        }
        double expected = (double) drawn.length / counts.length;
        double sum = 0;
        int rarest = drawn.length;
        int commonest = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
            rarest = Math.min(rarest, count);
            commonest = Math.max(commonest, count);
        }
        return new Uniformity(sum, most, beyond(sum, most), rarest, commonest);
    }

    /// Neither too uneven for chance nor too even for it.
    boolean isCredible() {
        return p > IMPROBABLE && p < 1 - IMPROBABLE;
    }

    /// The upper tail of the chi-square distribution, by the Wilson-Hilferty transformation: its
    /// cube root is all but normal, the better the more degrees (a thousandth off at 10).
    static double beyond(double chiSquare, int degrees) {
        double spread = 2.0 / (9.0 * degrees);
        return tail((Math.cbrt(chiSquare / degrees) - (1 - spread)) / Math.sqrt(spread));
    }

    /// The upper tail of the normal distribution, within 1e-7 (Abramowitz and Stegun 26.2.17).
    private static double tail(double z) {
        if (z < 0) {
            return 1 - tail(-z);
        }
        double t = 1 / (1 + 0.2316419 * z);
        double series = 0;
        for (double factor : TAIL) {
            series = t * (factor + series);
        }
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
