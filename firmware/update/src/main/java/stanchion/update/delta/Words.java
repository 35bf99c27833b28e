package stanchion.update.delta;

import java.io.IOException;

/// Guesses words of eight bytes of which many differ by the same number, as pointers do when what
/// they point to has moved: ahead-of-time caches are full of them.
///
/// How far a target moved is remembered for every region of targets, and for every target itself.
final class Words {
    private static final int SIZE = Long.BYTES;
    private static final int TABLE_BITS = 14;
    private static final int REGION_BITS = 12;

    private final OldBytes old;
    private final long[] regions = new long[1 << TABLE_BITS];
    private final long[] targets = new long[1 << TABLE_BITS];
    private final long[] known = new long[1 << TABLE_BITS];
    private long oldWord;
    private long newWord;
    private long byRegion;
    private long byTarget;
    private boolean targetKnown;
    private int next;
    private int expected = -1;

    Words(OldBytes old) {
        this.old = old;
    }

    /// Looks at a position of the old file, before its byte is coded.
    void look(int at) throws IOException {
        int place = at & (SIZE - 1);
        if (at != expected) {
            next = -1;
        }
        if (place == 0) {
            begin(at);
        }
    }

    private void begin(int at) throws IOException {
        oldWord = 0;
        for (int i = SIZE - 1; i >= 0; i--) {
            oldWord = oldWord << Byte.SIZE | old.at(at + i);
        }
        newWord = 0;
        next = 0;
        byRegion = oldWord + regions[region()];
        int slot = target();
        targetKnown = known[slot] == oldWord;
        byTarget = oldWord + (targetKnown ? targets[slot] : regions[region()]);
    }

    /// Takes note of the byte that was coded.
    void add(int at, int value) {
        expected = at + 1;
        if (next < 0) {
            return;
        }
        newWord |= (long) value << (Byte.SIZE * next);
        next++;
        if (next == SIZE) {
            long moved = newWord - oldWord;
            regions[region()] = moved;
            targets[target()] = moved;
            known[target()] = oldWord;
            next = -1;
        }
    }

    /// What the region's last move makes of this byte; -1 when nothing can be said.
    int regionGuess() {
        return guess(byRegion);
    }

    /// What the target's last move makes of this byte; -1 when nothing can be said.
    int targetGuess() {
        return guess(byTarget);
    }

    /// Whether this very target has been seen before.
    boolean knowsTarget() {
        return next >= 0 && targetKnown;
    }

    private int guess(long word) {
        if (next < 0) {
            return -1;
        }
        boolean right = next == 0 || (word ^ newWord) << (Long.SIZE - Byte.SIZE * next) == 0;
        return right ? (int) (word >>> (Byte.SIZE * next)) & 0xff : -1;
    }

    private int region() {
        return spread(oldWord >>> REGION_BITS);
    }

    private int target() {
        return spread(oldWord);
    }

    private static int spread(long value) {
        return (int) ((value * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - TABLE_BITS));
    }
}
