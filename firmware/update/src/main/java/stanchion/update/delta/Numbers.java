package stanchion.update.delta;

import java.io.IOException;

/// Codes whole numbers: how many bits one has, then those bits, the upper three by what was there
/// before (an adaptive Elias gamma code).
final class Numbers {
    private static final int MOST_BITS = 30;
    private static final int MODELLED = 3;
    private static final int KINDS = 64;
    private static final int TABLE_BITS = 14;
    private static final int EVEN = 1 << (BitCoder.PRECISION - 1);

    private final BitCoder coder;
    private final BitModel model;
    private final int[] contexts = new int[2];

    Numbers(BitCoder coder, Logistic logistic) {
        this.coder = coder;
        this.model = new BitModel(logistic, new BitModel.Size(2, TABLE_BITS, KINDS, 1), 60, 0.02f);
    }

    /// Codes one number.
    ///
    /// @param what kind of number it is, 0 to 63
    /// @param situation it stands in
    /// @param value 0 or more
    int code(int what, int situation, int value) throws IOException, ContentException {
        contexts[0] = Hash.of(what, 0, 0);
        contexts[1] = Hash.of(what, 1, situation);
        int plusOne = value + 1;
        int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(plusOne);
        int length = 0;
        while (modelled(what, length, length < bits ? 1 : 0) == 1) {
            length++;
            if (length > MOST_BITS) {
                throw new ContentException(ContentFault.CORRUPT, "a number beyond 30 bits");
            }
        }
        int result = 1;
        for (int i = length - 1; i >= 0; i--) {
            int bit = plusOne >>> i & 1;
            boolean upper = i >= length - MODELLED;
            int salt = Integer.SIZE + length * Integer.SIZE + result;
            result = result << 1 | (upper ? modelled(what, salt, bit) : coder.code(bit, EVEN));
        }
        return result - 1;
    }

    private int modelled(int what, int salt, int bit) throws IOException, ContentException {
        return model.code(coder, bit, contexts, salt, what, 0);
    }
}
