package stanchion.powercut.disk;

import java.util.EnumMap;
import java.util.Map;

/// How often each kind of operation was done.
final class Counts {
    private final EnumMap<Operation.Kind, Integer> counts = new EnumMap<>(Operation.Kind.class);

    void add(Operation.Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    Map<Operation.Kind, Integer> all() {
        return Map.copyOf(counts);
    }
}
