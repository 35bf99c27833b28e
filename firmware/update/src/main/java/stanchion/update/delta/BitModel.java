package stanchion.update.delta;

import java.io.IOException;
import java.util.Arrays;

/// Codes one bit by several contexts: each has counted what followed it, a [Mixer] weighs them.
final class BitModel {
    private static final int COUNT_BITS = 10;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final int P_BITS = Integer.SIZE - COUNT_BITS;
    private static final int HALF = 1 << (Integer.SIZE - 1);
    private static final int SHARE_BITS = 16;
    private static final int PRECISION = BitCoder.PRECISION;
    private static final float BIAS = 0.4f;

    private final Logistic logistic;
    private final int[] slots;
    private final int mask;
    private final int limit;
    private final int contexts;
    private final int[] index;
    private final float[] in;
    private final Mixer first;
    private final Mixer second;
    private final int[] share;

    /// How large a model is.
    ///
    /// @param contexts for each bit
    /// @param tableBits the logarithm of how many slots their counts share
    /// @param sets of weights, by a first and by a second view on the situation
    record Size(int contexts, int tableBits, int sets, int otherSets) {}

    /// Of no experience yet.
    ///
    /// @param limit what a context counts up to, at most 1,023: a low one forgets soon
    /// @param rate at which weights are learnt
    BitModel(Logistic logistic, Size size, int limit, float rate) {
        this.logistic = logistic;
        this.slots = new int[1 << size.tableBits()];
        this.mask = slots.length - 1;
        this.limit = limit;
        this.contexts = size.contexts();
        this.index = new int[contexts];
        this.in = new float[2 * contexts + 1];
        this.first = new Mixer(logistic, in.length, size.sets(), rate);
        this.second = new Mixer(logistic, in.length, size.otherSets(), rate);
        Arrays.fill(slots, HALF);
        this.share = new int[limit + 1];
        for (int n = 0; n <= limit; n++) {
            share[n] = (int) ((1 << SHARE_BITS) / (n + 1.6));
        }
    }

    /// Codes one bit.
    ///
    /// @param hashes of the contexts
    /// @param salt tells bits of one symbol apart
    int code(BitCoder coder, int bit, int[] hashes, int salt, int set1, int set2)
            throws IOException, ContentException {
        for (int i = 0; i < contexts; i++) {
            int hash = (hashes[i] + salt * 0x3D4D51CB) * 0x2c1b3c6d;
            index[i] = (hash ^ hash >>> 15) & mask;
            int slot = slots[index[i]];
            int n = slot & COUNT_MASK;
            if (n == 0) {
                in[2 * i] = 0;
                in[2 * i + 1] = 0;
            } else {
                in[2 * i] = logistic.stretch(slot >>> 16);
                in[2 * i + 1] =
                        ((slot >>> COUNT_BITS) - (1 << (P_BITS - 1))) * (4f / (1 << P_BITS));
            }
        }
        in[2 * contexts] = BIAS;
        float p = logistic.squash((first.mix(in, set1) + second.mix(in, set2)) * 0.5f);
        int one = Math.clamp((int) (p * (1 << PRECISION)), 1, (1 << PRECISION) - 1);
        int got = coder.code(bit, one);
        first.learn(in, got);
        second.learn(in, got);
        for (int i = 0; i < contexts; i++) {
            count(index[i], got);
        }
        return got;
    }

    private void count(int at, int bit) {
        int slot = slots[at];
        int n = slot & COUNT_MASK;
        int p = slot >>> COUNT_BITS;
        int target = bit == 1 ? (1 << P_BITS) - 1 : 0;
        int next = p + (int) (((long) (target - p) * share[n]) >> SHARE_BITS);
        slots[at] = next << COUNT_BITS | Math.min(n + 1, limit);
    }
}
