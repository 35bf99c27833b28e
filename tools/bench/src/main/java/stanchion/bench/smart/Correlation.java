package stanchion.bench.smart;

/// Pearson's correlation of drawn numbers with something else.
///
/// @param with what
/// @param r from −1 to 1; 0 when one of the two never varies
/// @param bound what chance stays below, five standard deviations
record Correlation(String with, double r, double bound) {
    private static final double DEVIATIONS = 5;

    static Correlation of(String with, int[] drawn, long[] other) {
        double meanDrawn = 0;
        double meanOther = 0;
        for (int i = 0; i < drawn.length; i++) {
            meanDrawn += (double) drawn[i] / drawn.length;
            meanOther += (double) other[i] / drawn.length;
        }
        double both = 0;
        double alone = 0;
        double otherAlone = 0;
        for (int i = 0; i < drawn.length; i++) {
            double a = drawn[i] - meanDrawn;
            double b = other[i] - meanOther;
            both += a * b;
            alone += a * a;
            otherAlone += b * b;
        }
        double product = Math.sqrt(alone * otherAlone);
        double r = product == 0 ? 0 : both / product;
        return new Correlation(with, r, DEVIATIONS / Math.sqrt(drawn.length));
    }

    boolean isNone() {
        return Math.abs(r) < bound;
    }
}
