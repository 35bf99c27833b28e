package stanchion.sim;

/// White noise, near enough to Gaussian, cheap enough for every sample.
///
/// SplitMix64, so that the same seed gives the same noise everywhere.
final class Noise {
    private static final double SCALE = 1 / (65536 * Math.sqrt(4 / 12.0));

    private long state;

    Noise(long seed) {
        state = seed;
    }

    /// Standard deviation 1, never beyond 3.5.
    double next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        long sum = (z & 0xFFFF) + ((z >>> 16) & 0xFFFF) + ((z >>> 32) & 0xFFFF) + (z >>> 48);
        return (sum - 131070) * SCALE;
    }
}
