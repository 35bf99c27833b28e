package stanchion.replay.travel;

import java.util.ArrayList;
import java.util.List;

/// A whole journal as passages of equal length, however long it is: when there are too many, each
/// two become one.
///
/// For one thread at a time.
final class Passages {
    /// So many are kept at most, and at least half as many of a long journal.
    static final int MOST = 1 << 16;

    private List<Passage> all = new ArrayList<>();
    private long length = 1;

    /// @param cycle a passage of one cycle that follows the last one
    void add(Passage cycle) {
        if (!all.isEmpty() && all.getLast().cycles() < length) {
            all.set(all.size() - 1, all.getLast().and(cycle));
            return;
        }
        if (all.size() == MOST) {
            halve();
        }
        all.add(cycle);
    }

    private void halve() {
        List<Passage> halved = new ArrayList<>(MOST);
        for (int i = 0; i < MOST; i += 2) {
            halved.add(all.get(i).and(all.get(i + 1)));
        }
        all = halved;
        length *= 2;
    }

    /// Cycles in each but the last.
    long length() {
        return length;
    }

    long cycles() {
        return all.isEmpty() ? 0 : all.getLast().end();
    }

    /// The passage a cycle lies in.
    ///
    /// @param cycle 0 … [#cycles] − 1
    Passage at(long cycle) {
        return all.get((int) (cycle / length));
    }
}
