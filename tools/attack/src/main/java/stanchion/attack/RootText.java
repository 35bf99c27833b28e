package stanchion.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Hex;
import stanchion.release.RawSigner;

/// Writes the signed part of a root as text, also one that no honest tool would write.
final class RootText {
    /// A key as a root names it.
    ///
    /// @param id what it stands under
    /// @param json what stands there
    record Named(String id, String json) {
        static Named of(RawSigner signer) {
            return of(
                    signer.key().algorithm().keyType(),
                    signer.key().algorithm().scheme(),
                    signer.key().raw());
        }

        /// A key under the digest of itself, of whatever kind.
        static Named of(String type, String scheme, String raw) {
            String json =
                    "{\"keytype\":\""
                            + type
                            + "\",\"keyval\":{\"public\":\""
                            + raw
                            + "\"},\"scheme\":\""
                            + scheme
                            + "\"}";
            return new Named(
                    Hex.of(Charger.sha256(json.getBytes(StandardCharsets.US_ASCII))), json);
        }

        static List<Named> of(List<? extends RawSigner> signers) {
            List<Named> named = new ArrayList<>();
            signers.forEach(signer -> named.add(of(signer)));
            return named;
        }
    }

    private record Role(int threshold, List<Named> keys) {}

    private final TreeMap<String, Role> roles = new TreeMap<>();
    private final TreeMap<String, String> more = new TreeMap<>();
    private String ours = "";

    /// The template's roles: root 4 of 5, targets 2 of 2, the others 1 of 1.
    static RootText good(Keys keys) {
        RootText text = new RootText();
        text.role("root", 4, Named.of(keys.root()));
        text.role("targets", 2, Named.of(keys.targets()));
        text.role("snapshot", 1, Named.of(keys.snapshot()));
        return text.role("timestamp", 1, Named.of(keys.timestamp()));
    }

    /// Sets a role.
    RootText role(String name, int threshold, List<Named> keys) {
        roles.put(name, new Role(threshold, List.copyOf(keys)));
        return this;
    }

    /// Lists a key that no role uses.
    RootText key(Named key) {
        more.put(key.id, key.json);
        return this;
    }

    /// Says which security epochs targets may claim.
    RootText epochs(long lowest, long highest) {
        ours =
                ",\"x-stanchion\":{\"highest_epoch\":"
                        + highest
                        + ",\"lowest_epoch\":"
                        + lowest
                        + "}";
        return this;
    }

    /// The signed part.
    String version(int version) {
        TreeMap<String, String> keys = new TreeMap<>(more);
        StringBuilder written = new StringBuilder();
        for (Map.Entry<String, Role> role : roles.entrySet()) {
            role.getValue().keys.forEach(key -> keys.put(key.id, key.json));
            written.append(written.isEmpty() ? "" : ",").append('"').append(role.getKey());
            written.append("\":{\"keyids\":[").append(ids(role.getValue().keys));
            written.append("],\"threshold\":").append(role.getValue().threshold).append('}');
        }
        StringBuilder known = new StringBuilder();
        keys.forEach((id, json) ->
                known.append(known.isEmpty() ? "\"" : ",\"").append(id).append("\":").append(json));
        return "{\"_type\":\"root\",\"consistent_snapshot\":true,"
                + "\"expires\":\"2046-01-01T00:00:00Z\",\"keys\":{"
                + known
                + "},\"roles\":{"
                + written
                + "},\"spec_version\":\"1.0.31\",\"version\":"
                + version
                + ours
                + "}";
    }

    private static String ids(List<Named> keys) {
        List<String> ids = new ArrayList<>();
        keys.forEach(key -> ids.add("\"" + key.id + "\""));
        ids.sort(String::compareTo);
        return String.join(",", ids);
    }
}
