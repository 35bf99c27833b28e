package stanchion.boot;

import java.util.Map;
import java.util.TreeMap;

/// A TUF root: who may sign the next root, and who may sign targets.
///
/// @param epochs which security epochs targets may claim under it
public record Root(int version, Role root, Role targets, Epochs epochs) {
    static final int MOST_KEYS = 64;
    private static final String OURS = "x-stanchion";

    /// Whoever stole the keys of targets can sign any epoch the root allows. The root that revokes
    /// them begins above: once the counter stands there, hiding that root from a charger helps
    /// nobody, because under the older one no epoch is high enough.
    public record Epochs(long lowest, long highest) {
        /// Of a root that says nothing of epochs.
        static final Epochs ANY = new Epochs(0, Integer.MAX_VALUE);

        static Epochs read(Fields root) throws Refused {
            if (!root.values().containsKey(OURS)) {
                return ANY;
            }
            Fields ours = root.members(OURS);
            long lowest = ours.whole("lowest_epoch", 0, Integer.MAX_VALUE);
            return new Epochs(lowest, ours.whole("highest_epoch", lowest, Integer.MAX_VALUE));
        }
    }

    /// A root that leaves the epoch to its targets.
    Root(int version, Role root, Role targets) {
        this(version, root, targets, Epochs.ANY);
    }

    static Root read(Json signed) throws Refused {
        Fields fields = Fields.of("root", signed);
        Metadata.expectType(fields, "root");
        int version = (int) fields.whole("version", 1, Integer.MAX_VALUE);
        Fields keys = fields.members("keys");
        if (keys.values().size() > MOST_KEYS) {
            throw fields.wrong("keys", "holds more than " + MOST_KEYS);
        }
        TreeMap<String, Key> known = new TreeMap<>();
        for (Map.Entry<String, Json> entry : keys.values().entrySet()) {
            String id = entry.getKey();
            known.put(id, Key.read(id, Fields.of("key " + id, entry.getValue())));
        }
        Fields roles = fields.members("roles");
        Role.read("snapshot", roles, known);
        Role.read("timestamp", roles, known);
        return new Root(
                version,
                hybrid(Role.read("root", roles, known)),
                hybrid(Role.read("targets", roles, known)),
                Epochs.read(fields));
    }

    /// @throws Refused with `EPOCH_NOT_ALLOWED`
    void checkEpoch(long epoch) throws Refused {
        if (epoch < epochs.lowest() || epoch > epochs.highest()) {
            throw new Refused(
                    Refusal.EPOCH_NOT_ALLOWED,
                    "epoch "
                            + epoch
                            + ", root "
                            + version
                            + " allows "
                            + epochs.lowest()
                            + " to "
                            + epochs.highest());
        }
    }

    private static Role hybrid(Role role) throws Refused {
        if (!role.hybrid()) {
            throw new Refused(Refusal.ROLE_NOT_HYBRID, role.name());
        }
        return role;
    }
}
