package stanchion.boot;

import java.util.Map;
import java.util.TreeMap;

/// A TUF root: who may sign the next root, targets, and what only update clients read.
///
/// @param epochs which security epochs targets may claim under it
public record Root(int version, Roles roles, Epochs epochs) {
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

    /// Every role of a root; a boot asks the first two alone.
    public record Roles(Role root, Role targets, Role snapshot, Role timestamp) {}

    /// Reads the signed part of a root, whoever vouches for it.
    public static Root read(Json signed) throws Refused {
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
        Role snapshot = Role.read("snapshot", roles, known);
        Role timestamp = Role.read("timestamp", roles, known);
        Roles read =
                new Roles(
                        hybrid(Role.read("root", roles, known)),
                        hybrid(Role.read("targets", roles, known)),
                        snapshot,
                        timestamp);
        return new Root(version, read, Epochs.read(fields));
    }

    /// Who must sign the next root.
    public Role root() {
        return roles.root();
    }

    /// Who must sign targets.
    public Role targets() {
        return roles.targets();
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
