package stanchion.release.delta;

import java.util.Arrays;

/// Where in an old file six bytes stand, and how far the bytes after them agree with a new file.
final class OldIndex {
    private static final int KEY = 6;
    private static final int BITS = 20;
    private static final int DEPTH = 200;
    private static final int ENOUGH = 4096;

    private final byte[] old;
    private final byte[] next;
    private final int[] heads = new int[1 << BITS];
    private final int[] links;

    OldIndex(byte[] old, byte[] next) {
        this.old = old;
        this.next = next;
        this.links = new int[old.length];
        Arrays.fill(heads, -1);
        for (int at = 0; at + KEY <= old.length; at++) {
            int key = key(old, at);
            links[at] = heads[key];
            heads[key] = at;
        }
    }

    /// Equal bytes.
    ///
    /// @param from position in the old file
    /// @param length 0 when there are none
    record Match(int from, int length) {}

    /// The longest equal bytes found for a position of the new file.
    ///
    /// @param expected position in the old file; of equally long ones the nearest to it is best
    Match longest(int at, long expected) {
        Match best = new Match(0, 0);
        if (at + KEY > next.length) {
            return best;
        }
        int from = heads[key(next, at)];
        for (int i = 0; from >= 0 && i < DEPTH && best.length() < ENOUGH; i++) {
            boolean nearer = Math.abs(from - expected) < Math.abs(best.from() - expected);
            if (canBeat(best.length(), at, from, nearer)) {
                int length = equal(from, at);
                if (length > best.length() || (length == best.length() && nearer)) {
                    best = new Match(from, length);
                }
            }
            from = links[from];
        }
        return best;
    }

    private boolean canBeat(int length, int at, int from, boolean nearer) {
        boolean within = from + length < old.length && at + length < next.length;
        return within && (nearer || old[from + length] == next[at + length]);
    }

    private int equal(int from, int at) {
        int most = Math.min(old.length - from, next.length - at);
        int length = Arrays.mismatch(old, from, from + most, next, at, at + most);
        return length < 0 ? most : length;
    }

    private static int key(byte[] bytes, int at) {
        int four = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            four = four << Byte.SIZE | (bytes[at + i] & 0xff);
        }
        int two = (bytes[at + 4] & 0xff) << Byte.SIZE | (bytes[at + 5] & 0xff);
        int hash = four * 0x9E3779B1 + two;
        hash = (hash ^ hash >>> 15) * 0x85EBCA6B;
        return hash >>> (Integer.SIZE - BITS);
    }
}
