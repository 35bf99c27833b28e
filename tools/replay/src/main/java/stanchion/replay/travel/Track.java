package stanchion.replay.travel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A value over the cycles of a journal, kept where it changes, up to a limit.
///
/// For one thread at a time.
final class Track<T> {
    /// Of nine hours: three a second.
    static final int MOST = 100_000;

    private final List<T> values = new ArrayList<>();
    private long[] cycles = new long[64];
    private long known;
    private boolean full;

    /// @param cycle the one that follows the last one
    void add(long cycle, T value) {
        if (full) {
            return;
        }
        if (values.isEmpty() || !values.getLast().equals(value)) {
            full = values.size() == MOST;
            if (full) {
                return;
            }
            if (values.size() == cycles.length) {
                cycles = Arrays.copyOf(cycles, 2 * cycles.length);
            }
            cycles[values.size()] = cycle;
            values.add(value);
        }
        known = cycle + 1;
    }

    /// The value in a cycle; empty where it is not known.
    Optional<T> at(long cycle) {
        int place = place(cycle);
        return cycle >= known || place < 0 ? Optional.empty() : Optional.of(values.get(place));
    }

    /// The values there were in cycles from … to − 1, as far as they are known.
    Set<T> within(long from, long to) {
        Set<T> there = new HashSet<>();
        int last = from >= known ? -1 : place(to - 1);
        for (int place = Math.max(0, place(from)); place <= last; place++) {
            there.add(values.get(place));
        }
        return there;
    }

    /// The place of the latest value that is not of a later cycle; −1 without one.
    private int place(long cycle) {
        int place = Arrays.binarySearch(cycles, 0, values.size(), cycle);
        return place >= 0 ? place : -place - 2;
    }
}
