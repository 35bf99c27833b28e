package stanchion.bench.accuracy;

/// What a series of measured powers is off by, in ppm of the true one.
///
/// @param worst of all windows, as a distance
/// @param rms over all windows
record Errors(double worst, double rms) {
    static Errors of(double[] watts, double trueWatts) {
        if (watts.length == 0) {
            throw new IllegalArgumentException("no window at all");
        }
        double worst = 0;
        double squares = 0;
        for (double found : watts) {
            double ppm = 1e6 * (found / trueWatts - 1);
            worst = Math.max(worst, Math.abs(ppm));
            squares += ppm * ppm;
        }
        return new Errors(worst, Math.sqrt(squares / watts.length));
    }
}
