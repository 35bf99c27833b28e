package stanchion.tufclient;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import stanchion.update.tuf.Delegation;
import stanchion.update.tuf.Digests;
import stanchion.update.tuf.FileInfo;
import stanchion.update.tuf.Scope;
import stanchion.update.tuf.Signed;
import stanchion.update.tuf.TargetFile;

/// Reads the signed part of anybody's metadata. What is missing or of another type ends in one of
/// Gson's exceptions, which [OpenDialect] turns into a refusal.
record OpenReader(JsonObject signed) {
    private static final Set<String> TOP_LEVEL = Set.of("root", "timestamp", "snapshot", "targets");

    Signed.RootRole root() {
        JsonObject keys = signed.getAsJsonObject("keys");
        JsonObject roles = signed.getAsJsonObject("roles");
        return new Signed.RootRole(
                head(),
                new Signed.Authorities(
                        keys("root", roles.getAsJsonObject("root"), keys),
                        keys("timestamp", roles.getAsJsonObject("timestamp"), keys),
                        keys("snapshot", roles.getAsJsonObject("snapshot"), keys),
                        keys("targets", roles.getAsJsonObject("targets"), keys)),
                flag(signed, "consistent_snapshot"));
    }

    Signed.TimestampRole timestamp() {
        JsonObject snapshot = signed.getAsJsonObject("meta").getAsJsonObject("snapshot.json");
        return new Signed.TimestampRole(head(), info(snapshot), Optional.empty());
    }

    Signed.SnapshotRole snapshot() {
        Map<String, FileInfo> meta = new HashMap<>();
        for (Map.Entry<String, JsonElement> file : signed.getAsJsonObject("meta").entrySet()) {
            meta.put(file.getKey(), info(file.getValue().getAsJsonObject()));
        }
        return new Signed.SnapshotRole(head(), meta);
    }

    Signed.TargetsRole targets() {
        Map<String, TargetFile> targets = new HashMap<>();
        for (Map.Entry<String, JsonElement> file : signed.getAsJsonObject("targets").entrySet()) {
            JsonObject about = file.getValue().getAsJsonObject();
            long length = whole(about.get("length"), 0);
            targets.put(file.getKey(), new TargetFile(length, digests(about)));
        }
        return new Signed.TargetsRole(head(), targets, delegations());
    }

    private List<Delegation> delegations() {
        List<Delegation> delegations = new ArrayList<>();
        if (!signed.has("delegations")) {
            return delegations;
        }
        JsonObject all = signed.getAsJsonObject("delegations");
        JsonArray roles = all.getAsJsonArray("roles");
        for (JsonElement element : roles) {
            JsonObject role = element.getAsJsonObject();
            String name = role.get("name").getAsString();
            if (name.isEmpty() || TOP_LEVEL.contains(name)) {
                throw new IllegalStateException("no name for a delegated role: " + name);
            }
            delegations.add(
                    new Delegation(
                            name,
                            keys(name, role, all.getAsJsonObject("keys")),
                            scope(role),
                            flag(role, "terminating")
                                    ? Delegation.End.TERMINATING
                                    : Delegation.End.OPEN));
        }
        return delegations;
    }

    private static Scope scope(JsonObject role) {
        return role.has("paths")
                ? new Scope.Paths(texts(role.getAsJsonArray("paths")))
                : new Scope.HashPrefixes(texts(role.getAsJsonArray("path_hash_prefixes")));
    }

    private static OpenDialect.Keys keys(String name, JsonObject role, JsonObject keys) {
        Map<String, PublicKeyOf> known = new HashMap<>();
        for (String id : texts(role.getAsJsonArray("keyids"))) {
            if (keys.has(id)) {
                known.put(id, PublicKeyOf.read(keys.getAsJsonObject(id)));
            }
        }
        int threshold = (int) whole(role.get("threshold"), 1);
        return new OpenDialect.Keys(name, known, threshold);
    }

    private static FileInfo info(JsonObject file) {
        OptionalLong length =
                file.has("length")
                        ? OptionalLong.of(whole(file.get("length"), 0))
                        : OptionalLong.empty();
        return new FileInfo(whole(file.get("version"), 1), length, digests(file));
    }

    private static Digests digests(JsonObject file) {
        Map<String, String> digests = new HashMap<>();
        if (file.has("hashes")) {
            for (Map.Entry<String, JsonElement> one : file.getAsJsonObject("hashes").entrySet()) {
                digests.put(one.getKey(), one.getValue().getAsString());
            }
        }
        return new Digests(digests);
    }

    private Signed.Head head() {
        return new Signed.Head(
                whole(signed.get("version"), 1),
                Instant.parse(signed.get("expires").getAsString()));
    }

    private static boolean flag(JsonObject of, String name) {
        return of.has(name) && of.get(name).getAsBoolean();
    }

    private static long whole(JsonElement element, long least) {
        long value = element.getAsBigDecimal().longValueExact();
        if (value < least || value > Integer.MAX_VALUE) {
            throw new IllegalStateException("out of range: " + value);
        }
        return value;
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.getAsString()));
        return texts;
    }
}
