package stanchion.metering;

/// White noise of a converter, as it shows in the eighth difference of neighbouring samples, in
/// which mains and harmonics vanish: of the square of a 13th harmonic at 4.8 kS/s a 300,000th is
/// left.
///
/// What varies faster than mains, like the ripple of a switching converter, shows there too; so at
/// most what a plain 12 bit converter makes is called noise. Active power is never touched: noise
/// adds nothing to it.
final class Noise {
    /// Neighbouring samples that are looked at.
    static final int SAMPLES = 9;

    /// Of so many bundles one is looked at.
    static final int BUNDLES = 4;

    /// Sum of the squares of the eighth difference's weights.
    private static final double GAIN = 12_870;

    /// A full-scale sine over the most that is called noise.
    private static final double LEAST_RANGE = 2000;

    private Noise() {}

    /// An estimate of the noise's mean square, good in the mean over many.
    ///
    /// @param at index of the first sample
    /// @param step from one to the next
    static double square(int[] codes, int at, int step) {
        long outer = (long) codes[at] + codes[at + 8 * step];
        long second = (long) codes[at + step] + codes[at + 7 * step];
        long third = (long) codes[at + 2 * step] + codes[at + 6 * step];
        long inner = (long) codes[at + 3 * step] + codes[at + 5 * step];
        double difference =
                outer - 8 * second + 28 * third - 56 * inner + 70L * codes[at + 4 * step];
        return difference * difference / GAIN;
    }

    /// The most that is ever called noise, as a mean square in codes.
    static double most(int lowestCode, int highestCode) {
        double amplitude = ((double) highestCode - lowestCode) / 2;
        return amplitude * amplitude / 2 / (LEAST_RANGE * LEAST_RANGE);
    }
}
