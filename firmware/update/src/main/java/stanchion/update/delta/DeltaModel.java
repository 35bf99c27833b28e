package stanchion.update.delta;

import java.io.IOException;

/// What is probable in a new file, given the old one: the same on the making and the applying side.
///
/// In a segment that is like the old file, the first question about each byte is whether it is the
/// old one; only if not, which one it is instead. The answers to situation depend on the byte's
/// neighbours in situation files, on how often the old ones were right of late, and on the last
/// differences: a shifted index of a constant pool differs by the same number again and again.
///
/// Every method takes what the making side knows, and returns what the applying side reads.
public final class DeltaModel {
    private static final int FLAGS = 13;
    private static final int BYTES = 14;
    private static final int LENGTH = 8; // kinds of numbers, four of each
    private static final int SKIP = 16;
    private static final int DISTANCE = 24;
    private static final int BACK = 1;
    private static final int AHEAD = 2;

    private final BitCoder coder;
    private final OldBytes old;
    private final History history = new History();
    private final Words words;
    private final Numbers numbers;
    private final BitModel flags;
    private final BitModel bytes;
    private final int[] flagContexts = new int[FLAGS];
    private final int[] byteContexts = new int[BYTES];
    private Segment.Kind last = Segment.Kind.COPY;
    private int oldAt;
    private int hits = -1; // one bit for each byte of late: whether it was the old one's
    private int lastDifference;
    private int difference2;
    private int since;
    private int situation; // what is said of this byte as part of a pointer

    public DeltaModel(BitCoder coder, OldBytes old) {
        this.coder = coder;
        this.old = old;
        this.words = new Words(old);
        Logistic logistic = new Logistic();
        numbers = new Numbers(coder, logistic);
        flags = new BitModel(logistic, new BitModel.Size(FLAGS, 19, 256, 2048), 255, 0.005f);
        bytes = new BitModel(logistic, new BitModel.Size(BYTES, 21, 2048, 256), 127, 0.015f);
    }

    /// The next segment.
    ///
    /// @param most bytes that the new file still lacks
    /// @return a segment within the old and the new file
    public Segment segment(Segment actual, int most) throws IOException, ContentException {
        Segment.Kind before = last;
        last = Segment.Kind.of(numbers.code(before.code(), 0, actual.kind().code()));
        int lengths = LENGTH + last.code();
        int length = numbers.code(lengths, before.code(), actual.length() - 1) + 1;
        if (length > most) {
            throw new ContentException(ContentFault.TOO_LONG, "a segment of " + length);
        }
        int from = last.hasPlace() ? place(before, actual.from(), length) : 0;
        return new Segment(last, length, from);
    }

    private int place(Segment.Kind before, int actual, int length)
            throws IOException, ContentException {
        int skip = actual - oldAt;
        int sign = numbers.code(SKIP + last.code(), before.code(), sign(skip));
        if (sign > AHEAD) {
            throw new ContentException(ContentFault.CORRUPT, "a segment in direction " + sign);
        }
        int from = oldAt;
        if (sign != 0) {
            int distance = numbers.code(DISTANCE + sign, last.code(), Math.abs(skip) - 1) + 1;
            from += sign == BACK ? -distance : distance;
        }
        if (from < 0 || from > old.size() - length) {
            throw new ContentException(ContentFault.CORRUPT, "a segment beyond the old file");
        }
        oldAt = from + length;
        return from;
    }

    private static int sign(int skip) {
        if (skip == 0) {
            return 0;
        }
        return skip < 0 ? BACK : AHEAD;
    }

    /// The next byte, where the old file has one much like it.
    ///
    /// @param actual 0 to 255
    /// @param at position in the old file
    public int like(int actual, int at) throws IOException, ContentException {
        int o0 = old.at(at);
        words.look(at);
        int agrees = history.matched() == 0 ? 0 : history.expected() == o0 ? 1 : 2;
        flagContexts(at, agrees);
        int bit = actual == o0 ? 1 : 0;
        int same = flags.code(coder, bit, flagContexts, 0, hits & 0xff, situation);
        int value = o0;
        if (same == 0) {
            value = different(actual, at);
            difference2 = lastDifference;
            lastDifference = (value - o0) & 0xff;
        }
        since = same == 1 ? since + 1 : 0;
        hits = hits << 1 | same;
        words.add(at, value);
        passed(value);
        return value;
    }

    private void flagContexts(int at, int agrees) throws IOException {
        int o0 = old.at(at);
        int next = old.at(at + 1);
        int before = old.at(at - 1);
        int before2 = old.at(at - 2);
        int c1 = history.back(1);
        int[] f = flagContexts;
        f[0] = Hash.of(1, hits & 0xffff, 0);
        f[1] = Hash.of(2, o0 | before << 8 | next << 16, hits & 3);
        f[2] = Hash.of(3, o0 | c1 << 8, hits & 7);
        f[3] = Hash.of(4, c1 | history.back(2) << 8 | o0 << 16, 0);
        f[4] = Hash.of(5, Math.min(since, 255), hits & 1);
        f[5] = Hash.of(6, o0 | lastDifference << 8, Math.min(since, 15));
        f[6] = Hash.of(7, before | o0 << 8 | before2 << 16 | c1 << 24, hits & 1);
        f[7] = Hash.of(8, hits & 0xff, at & 7);
        f[8] = Hash.of(9, o0 | next << 8 | before << 16 | before2 << 24, hits & 3);
        situation = situation(at, o0);
        f[10] = Hash.of(11, situation, hits & 0xff);
        f[11] = Hash.of(12, situation, o0);
        f[12] = Hash.of(13, situation, agrees << 8 | c1);
        f[9] = Hash.of(10, history.matched(), agrees);
    }

    /// Below 2,048: place in the word, whether its target is known, two opinions.
    private int situation(int at, int o0) {
        int region = opinion(words.regionGuess(), o0);
        int target = opinion(words.targetGuess(), o0);
        return (at & 7) << 8 | (words.knowsTarget() ? 64 : 0) | region << 2 | target;
    }

    private static int opinion(int guess, int oldByte) {
        if (guess < 0) {
            return 0;
        }
        return guess == oldByte ? 1 : 2;
    }

    private int different(int actual, int at) throws IOException, ContentException {
        int o0 = old.at(at);
        int next = old.at(at + 1);
        int before = old.at(at - 1);
        int c1 = history.back(1);
        int four = history.lastFour();
        int guess = (o0 + lastDifference) & 0xff;
        int[] b = byteContexts;
        b[0] = Hash.of(20, o0, 0);
        b[1] = Hash.of(21, o0 | before << 8 | c1 << 16, 0);
        b[2] = Hash.of(22, guess, hits & 3);
        b[3] = Hash.of(23, c1, 0);
        b[4] = Hash.of(24, four & 0xffff, 0);
        b[5] = Hash.of(25, four & 0xffffff, 0);
        b[6] = Hash.of(26, o0 | next << 8 | c1 << 16, 0);
        b[7] = Hash.of(27, o0 | lastDifference << 8 | difference2 << 16, 0);
        b[8] = Hash.of(28, four & 0xffffff, o0);
        b[9] = Hash.of(29, o0 | before << 8 | next << 16, old.at(at - 2));
        b[10] = Hash.of(30, (o0 + difference2) & 0xff, at & 7);
        b[11] = Hash.of(31, history.expected() | history.matched() << 8, 0);
        b[12] = Hash.of(32, words.regionGuess(), at & 7);
        b[13] = Hash.of(33, words.targetGuess(), words.knowsTarget() ? 1 : 0);
        return symbol(actual, 1024 + (hits & 3) * 256, guess);
    }

    /// The next byte, where the old file has nothing like it.
    ///
    /// @param actual 0 to 255
    public int fresh(int actual) throws IOException, ContentException {
        int four = history.lastFour();
        int five = history.back(5);
        int[] b = byteContexts;
        b[0] = 0;
        b[1] = Hash.of(40, four & 0xff, 0);
        b[2] = Hash.of(24, four & 0xffff, 0);
        b[3] = Hash.of(25, four & 0xffffff, 0);
        b[4] = Hash.of(43, four, 0);
        b[5] = Hash.of(44, four, five);
        b[6] = Hash.of(45, four, five << 8 | history.back(6));
        b[7] = Hash.of(46, four >>> 8 & 0xffff, 0);
        b[8] = Hash.of(47, four & 0xff00ff, 0);
        b[9] = Hash.of(48, four >>> 16, 0);
        b[10] = Hash.of(49, four >>> 8 & 0xff, 0);
        b[11] = Hash.of(31, history.expected() | history.matched() << 8, 0);
        b[12] = 0;
        b[13] = 0;
        int value = symbol(actual, Math.min(history.matched(), 3) * 256, four & 0xff);
        hits <<= 1;
        passed(value);
        return value;
    }

    private int symbol(int actual, int set, int other) throws IOException, ContentException {
        int node = 1;
        for (int i = Byte.SIZE - 1; i >= 0; i--) {
            int bit = bytes.code(coder, actual >>> i & 1, byteContexts, node, set + node, other);
            node = node << 1 | bit;
        }
        return node & 0xff;
    }

    /// Takes note of a byte that was not coded.
    public void passed(int value) {
        history.add(value);
    }
}
