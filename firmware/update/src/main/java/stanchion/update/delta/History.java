package stanchion.update.delta;

/// The last mebibyte of the new file, and where in it the last five bytes stood before.
final class History {
    private static final int SIZE = 1 << 20;
    private static final int MASK = SIZE - 1;
    private static final int KEYS = 16;
    private static final int LONGEST = 32;
    private static final int NEAR_EDGE = 64;

    private final byte[] bytes = new byte[SIZE];
    private final int[] places = new int[1 << KEYS];
    private int written;
    private int match;
    private int matched;

    /// The byte `n` before the next one, from 1; zeros before the beginning.
    int back(int n) {
        return bytes[(written - n) & MASK] & 0xff;
    }

    /// The last four bytes, the latest lowest.
    int lastFour() {
        return back(1) | back(2) << 8 | back(3) << 16 | back(4) << 24;
    }

    /// How many bytes before here stood together before, at most 32; 0 when they did not.
    int matched() {
        return Math.min(matched, LONGEST);
    }

    /// What followed them then; 0 when they did not.
    int expected() {
        return matched > 0 ? bytes[match & MASK] & 0xff : 0;
    }

    void add(int value) {
        if (matched > 0 && expected() == value) {
            matched++;
            match++;
        } else {
            matched = 0;
        }
        bytes[written & MASK] = (byte) value;
        written++;
        int key = Hash.of(back(5), lastFour(), 0) >>> (Integer.SIZE - KEYS);
        if (matched == 0) {
            match = places[key];
            matched = common();
        }
        places[key] = written;
    }

    private int common() {
        int common = 0;
        if (match > 0 && written - match < SIZE - NEAR_EDGE) {
            while (common < LONGEST
                    && back(common + 1) == (bytes[(match - common - 1) & MASK] & 0xff)) {
                common++;
            }
        }
        return common;
    }
}
