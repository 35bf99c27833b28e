package stanchion.journal;

/// The codes of one converter, packed without loss.
///
/// Each code is predicted from earlier ones; what is written is by how much it differs, in as many
/// bits as such differences have needed lately (Golomb-Rice).
///
/// ```text
/// 8 bits predictor │ per code: ones, a zero, k bits      24 ones: 32 bits follow as they are
/// ```
///
/// | predictor | predicts |
/// |---|---|
/// | 0 | nothing: 0 |
/// | 1…127 | the code that many before: 1 for what is slow, a period for what repeats itself |
/// | 128 | the straight line through the last two |
final class CodeStream {
    private static final int LINE = 128;
    private static final int PREDICTORS = 129;

    /// Codes by which the predictor is chosen.
    private static final int TRIAL = 400;

    private static final int MOST_ONES = 24;

    /// Sixteen times the mean of the latest differences, at the beginning.
    private static final int FIRST_MEAN = 16 * 32;

    private static final int MOST_MEAN = 1 << 28;

    private CodeStream() {}

    static void write(int[] codes, BitWriter to) {
        int predictor = best(codes);
        to.put(predictor, Byte.SIZE);
        int mean = FIRST_MEAN;
        for (int i = 0; i < codes.length; i++) {
            int folded = folded(codes[i] - predicted(predictor, codes, i));
            int width = width(mean);
            int ones = folded >>> width;
            if (ones < MOST_ONES) {
                to.put(((1 << ones) - 1) << 1, ones + 1);
                to.put(folded, width);
            } else {
                to.put(-1, MOST_ONES);
                to.put(folded, Integer.SIZE);
            }
            mean = mean(mean, folded);
        }
    }

    static int[] read(int count, BitReader from) {
        int predictor = Math.min(from.take(Byte.SIZE), LINE);
        int[] codes = new int[count];
        int mean = FIRST_MEAN;
        for (int i = 0; i < count; i++) {
            int width = width(mean);
            int ones = 0;
            while (ones < MOST_ONES && from.take(1) == 1) {
                ones++;
            }
            int folded =
                    ones < MOST_ONES ? (ones << width) | from.take(width) : from.take(Integer.SIZE);
            codes[i] = unfolded(folded) + predicted(predictor, codes, i);
            mean = mean(mean, folded);
        }
        return codes;
    }

    private static int best(int[] codes) {
        int best = 0;
        long least = Long.MAX_VALUE;
        int from = Math.min(LINE, codes.length / 2);
        for (int predictor = 0; predictor < PREDICTORS; predictor++) {
            long bits = 0;
            for (int i = from; i < Math.min(codes.length, from + TRIAL); i++) {
                int folded = folded(codes[i] - predicted(predictor, codes, i));
                bits += Integer.SIZE - Integer.numberOfLeadingZeros(folded);
            }
            if (bits < least) {
                least = bits;
                best = predictor;
            }
        }
        return best;
    }

    private static int predicted(int predictor, int[] codes, int at) {
        if (predictor == LINE) {
            return at < 2 ? 0 : 2 * codes[at - 1] - codes[at - 2];
        }
        if (predictor == 0 || at == 0) {
            return 0;
        }
        return at < predictor ? codes[at - 1] : codes[at - predictor];
    }

    /// Small numbers of either sign as small ones without: 0, −1, 1, −2 … as 0, 1, 2, 3 …
    private static int folded(int difference) {
        return (difference << 1) ^ (difference >> (Integer.SIZE - 1));
    }

    private static int unfolded(int folded) {
        return (folded >>> 1) ^ -(folded & 1);
    }

    /// Bits that a difference of about the mean takes.
    private static int width(int mean) {
        int latest = mean >> 4;
        return latest == 0 ? 0 : Integer.SIZE - 1 - Integer.numberOfLeadingZeros(latest);
    }

    /// An edge of the pilot says nothing of the noise on its plateaus: it counts as a little more.
    private static int mean(int mean, int folded) {
        int latest = mean >> 4;
        long most = 4L * latest + 16;
        long counted = Math.min(Integer.toUnsignedLong(folded), most);
        return (int) Math.min(mean - latest + counted, MOST_MEAN);
    }
}
