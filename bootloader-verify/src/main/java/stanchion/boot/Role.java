package stanchion.boot;

import java.util.SortedMap;
import java.util.TreeMap;

/// Who may sign a kind of metadata, and how many of them must.
///
/// @param keys by key id
/// @param threshold 1…number of keys
public record Role(String name, SortedMap<String, Key> keys, int threshold) {
    static final int MOST_KEYS = 16;

    public Role {
        keys = new TreeMap<>(keys);
    }

    static Role read(String name, Fields roles, SortedMap<String, Key> known) throws Refused {
        return of(name, roles.members(name), known);
    }

    /// The role that `keyids` and `threshold` of some fields make of the known keys.
    ///
    /// @throws Refused when it names a key twice or an unknown one, or its threshold is beyond them
    public static Role of(String name, Fields fields, SortedMap<String, Key> known) throws Refused {
        TreeMap<String, Key> keys = new TreeMap<>();
        for (String id : fields.texts("keyids", MOST_KEYS)) {
            Key key = known.get(id);
            if (key == null || keys.put(id, key) != null) {
                throw fields.wrong("keyids", "names " + id + " twice or without its key");
            }
        }
        int threshold = (int) fields.whole("threshold", 0, Integer.MAX_VALUE);
        if (threshold < 1 || threshold > keys.size()) {
            throw new Refused(
                    Refusal.ROLE_THRESHOLD,
                    name + ": threshold " + threshold + " of " + keys.size() + " keys");
        }
        return new Role(name, keys, threshold);
    }

    /// Whether the threshold exceeds the keys of either algorithm, so that neither suffices alone.
    public boolean hybrid() {
        for (Algorithm algorithm : Algorithm.values()) {
            int ofIt = 0;
            for (Key key : keys.values()) {
                ofIt += key.algorithm() == algorithm ? 1 : 0;
            }
            if (threshold <= ofIt) {
                return false;
            }
        }
        return true;
    }
}
