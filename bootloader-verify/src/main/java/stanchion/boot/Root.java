package stanchion.boot;

import java.util.Map;
import java.util.TreeMap;

/// A TUF root: who may sign the next root, and who may sign targets.
public record Root(int version, Role root, Role targets) {
    private static final int MOST_KEYS = 64;

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
                hybrid(Role.read("targets", roles, known)));
    }

    private static Role hybrid(Role role) throws Refused {
        if (!role.hybrid()) {
            throw new Refused(Refusal.ROLE_NOT_HYBRID, role.name());
        }
        return role;
    }
}
