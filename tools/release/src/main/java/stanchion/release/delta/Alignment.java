package stanchion.release.delta;

import java.util.ArrayList;
import java.util.List;

/// Lays a new file along an old one: which stretch of it is like which.
///
/// Walks through the new file with the present stretch at hand. Where equal bytes elsewhere are
/// more than the present stretch would still explain, the next stretch begins. Each then grows
/// forwards and backwards as long as at least half of the bytes agree, and where two of them
/// overlap they are cut where most bytes agree.
final class Alignment {
    /// By how many bytes another place must be better.
    private static final int GAIN = 8;

    private final byte[] old;
    private final byte[] next;
    private final int end;
    private final OldIndex index;
    private final List<Stretch> stretches = new ArrayList<>();

    private int lastAt;
    private int lastFrom;

    /// Of a file along another.
    ///
    /// @param end of the part of the new file to look at
    Alignment(byte[] old, byte[] next, int end) {
        this.old = old;
        this.next = next;
        this.end = end;
        this.index = new OldIndex(old, next);
    }

    /// Ascending, without overlaps.
    List<Stretch> stretches() {
        int at = 0;
        OldIndex.Match match = new OldIndex.Match(0, 0);
        while (at < end) {
            at += match.length();
            int explained = 0;
            int counted = at;
            for (; at < end; at++) {
                match = match(at);
                for (; counted < at + match.length(); counted++) {
                    explained += agrees(counted) ? 1 : 0;
                }
                boolean same = match.length() > 0 && match.length() == explained;
                if (same || match.length() > explained + GAIN) {
                    break;
                }
                explained -= agrees(at) ? 1 : 0;
            }
            if (at >= end || match.length() != explained) {
                turn(at, match.from());
            }
        }
        return stretches;
    }

    private OldIndex.Match match(int at) {
        OldIndex.Match found = index.longest(at, (long) at + lastFrom - lastAt);
        return new OldIndex.Match(found.from(), Math.min(found.length(), end - at));
    }

    /// Whether the present stretch explains a byte.
    private boolean agrees(int at) {
        int from = at + lastFrom - lastAt;
        return from >= 0 && from < old.length && old[from] == next[at];
    }

    /// Ends the present stretch and begins the next.
    private void turn(int at, int from) {
        int forwards = forwards(at);
        int backwards = at < end ? backwards(at, from) : 0;
        int overlap = lastAt + forwards - (at - backwards);
        if (overlap > 0) {
            int kept =
                    cut(overlap, lastFrom + forwards - overlap, from - backwards, at - backwards);
            forwards += kept - overlap;
            backwards -= kept;
        }
        if (forwards > 0) {
            stretches.add(new Stretch(lastAt, forwards, lastFrom));
        }
        lastAt = at - backwards;
        lastFrom = from - backwards;
    }

    private int forwards(int most) {
        int same = 0;
        int best = 0;
        int length = 0;
        for (int i = 0; lastAt + i < most && lastFrom + i < old.length; i++) {
            same += old[lastFrom + i] == next[lastAt + i] ? 1 : -1;
            if (same > best) {
                best = same;
                length = i + 1;
            }
        }
        return length;
    }

    private int backwards(int at, int from) {
        int same = 0;
        int best = 0;
        int length = 0;
        for (int i = 1; at - i >= lastAt && from - i >= 0; i++) {
            same += old[from - i] == next[at - i] ? 1 : -1;
            if (same > best) {
                best = same;
                length = i;
            }
        }
        return length;
    }

    /// How much of an overlap the first of two stretches keeps.
    private int cut(int overlap, int firstFrom, int secondFrom, int at) {
        int score = 0;
        int best = 0;
        int kept = 0;
        for (int i = 0; i < overlap; i++) {
            score += old[firstFrom + i] == next[at + i] ? 1 : 0;
            score -= old[secondFrom + i] == next[at + i] ? 1 : 0;
            if (score > best) {
                best = score;
                kept = i + 1;
            }
        }
        return kept;
    }
}
