package stanchion.update.tuf;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Fields;
import stanchion.boot.Hex;
import stanchion.boot.Json;
import stanchion.boot.Key;
import stanchion.boot.Metadata;
import stanchion.boot.Refused;
import stanchion.boot.Role;
import stanchion.boot.Root;
import stanchion.boot.Target;

/// Reads the signed parts that a charger's repository publishes: every file is named with version,
/// length and SHA-256.
final class StrictReader {
    static final int MOST_DELEGATIONS = 16;
    static final int MOST_PATTERNS = 16;
    static final int LONGEST_NAME = 128;
    private static final int SHA256_BYTES = 32;
    private static final int SHA512_BYTES = 64;
    private static final List<String> TOP_LEVEL =
            List.of("root", "timestamp", "snapshot", "targets");

    private StrictReader() {}

    static Signed.RootRole root(Json signed) throws Refused {
        Fields fields = Fields.of("root", signed);
        Root root = Root.read(signed);
        Root.Roles roles = root.roles();
        return new Signed.RootRole(
                head(fields, "root"),
                new Signed.Authorities(
                        new StrictDialect.Keys(roles.root()),
                        new StrictDialect.Keys(roles.timestamp()),
                        new StrictDialect.Keys(roles.snapshot()),
                        new StrictDialect.Keys(roles.targets())),
                true);
    }

    static Signed.TimestampRole timestamp(Json signed) throws Refused {
        Fields fields = Fields.of("timestamp", signed);
        Signed.Head head = head(fields, "timestamp");
        FileInfo snapshot = info(fields.members("meta").members("snapshot.json"));
        return new Signed.TimestampRole(head, snapshot, made(fields));
    }

    private static Optional<Instant> made(Fields fields) throws Refused {
        String ours = "x-stanchion";
        return fields.values().containsKey(ours)
                ? Optional.of(instant(fields.members(ours), "signed"))
                : Optional.empty();
    }

    static Signed.SnapshotRole snapshot(Json signed) throws Refused {
        Fields fields = Fields.of("snapshot", signed);
        Signed.Head head = head(fields, "snapshot");
        Fields meta = fields.members("meta");
        Map<String, FileInfo> named = new HashMap<>();
        for (String name : meta.values().keySet()) {
            named.put(name, info(meta.members(name)));
        }
        return new Signed.SnapshotRole(head, named);
    }

    static Signed.TargetsRole targets(Json signed) throws Refused {
        Fields fields = Fields.of("targets", signed);
        Signed.Head head = head(fields, "targets");
        Fields files = fields.members("targets");
        Map<String, TargetFile> targets = new HashMap<>();
        for (String name : files.values().keySet()) {
            targets.put(name, target(files.members(name)));
        }
        return new Signed.TargetsRole(head, targets, delegations(fields));
    }

    private static List<Delegation> delegations(Fields targets) throws Refused {
        List<Delegation> delegations = new ArrayList<>();
        if (!targets.values().containsKey("delegations")) {
            return delegations;
        }
        Fields fields = targets.members("delegations");
        SortedMap<String, Key> keys = keys(fields.members("keys"));
        for (Fields role : fields.objects("roles", MOST_DELEGATIONS)) {
            String name = name(role);
            delegations.add(
                    new Delegation(
                            name,
                            new StrictDialect.Keys(Role.of(name, role, keys)),
                            new Scope.Paths(List.of(role.texts("paths", MOST_PATTERNS))),
                            end(role)));
        }
        return delegations;
    }

    private static SortedMap<String, Key> keys(Fields fields) throws Refused {
        TreeMap<String, Key> keys = new TreeMap<>();
        for (String id : fields.values().keySet()) {
            keys.put(id, Key.read(id, fields.members(id)));
        }
        return keys;
    }

    /// A role of one of the four names would be taken for that one.
    private static String name(Fields role) throws Refused {
        String name = role.text("name");
        if (name.isEmpty() || name.length() > LONGEST_NAME || TOP_LEVEL.contains(name)) {
            throw role.wrong("name", "is none for a delegated role");
        }
        return name;
    }

    private static Delegation.End end(Fields role) throws Refused {
        if (role.values().get("terminating") instanceof Json.Flag flag) {
            return flag.value() ? Delegation.End.TERMINATING : Delegation.End.OPEN;
        }
        throw role.wrong("terminating", "is neither true nor false");
    }

    private static Signed.Head head(Fields fields, String type) throws Refused {
        Metadata.expectType(fields, type);
        return new Signed.Head(
                fields.whole("version", 1, Integer.MAX_VALUE), instant(fields, "expires"));
    }

    private static Instant instant(Fields fields, String name) throws Refused {
        String text = fields.text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw fields.wrong(name, "is no time: " + text);
        }
    }

    private static FileInfo info(Fields fields) throws Refused {
        return new FileInfo(
                fields.whole("version", 1, Integer.MAX_VALUE),
                OptionalLong.of(fields.whole("length", 1, Metadata.LARGEST_TARGETS)),
                digests(fields.members("hashes")));
    }

    private static TargetFile target(Fields fields) throws Refused {
        return new TargetFile(
                fields.whole("length", 0, Target.LARGEST), digests(fields.members("hashes")));
    }

    private static Digests digests(Fields hashes) throws Refused {
        Map<String, String> digests = new HashMap<>();
        digests.put("sha256", digest(hashes, "sha256", SHA256_BYTES));
        if (hashes.values().containsKey("sha512")) {
            digests.put("sha512", digest(hashes, "sha512", SHA512_BYTES));
        }
        return new Digests(digests);
    }

    private static String digest(Fields hashes, String name, int bytes) throws Refused {
        String digest = hashes.text(name);
        if (!Hex.isHex(digest, bytes)) {
            throw hashes.wrong(name, "is no digest");
        }
        return digest;
    }
}
