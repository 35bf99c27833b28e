package stanchion.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stanchion.boot.Algorithm;
import stanchion.boot.Role;

/// The signing keys of one bench charger, by their file names: what a maker keeps in safes.
///
/// Root: 3 × Ed25519 and 2 × ML-DSA-65, any 4. Targets: one of each, both. So neither algorithm
/// suffices alone.
public final class BenchKeys {
    private static final int ROOT_THRESHOLD = 4;
    private static final int TARGETS_THRESHOLD = 2;

    private final Map<String, SigningKey> keys;

    private BenchKeys(Map<String, SigningKey> keys) {
        this.keys = keys;
    }

    public static BenchKeys generate() throws ReleaseException {
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        for (int i = 1; i <= 3; i++) {
            keys.put("root-ed25519-" + i, SigningKey.generate(Algorithm.ED25519));
        }
        for (int i = 1; i <= 2; i++) {
            keys.put("root-ml-dsa-65-" + i, SigningKey.generate(Algorithm.ML_DSA_65));
        }
        keys.put("targets-ed25519", SigningKey.generate(Algorithm.ED25519));
        keys.put("targets-ml-dsa-65", SigningKey.generate(Algorithm.ML_DSA_65));
        keys.put("snapshot-ed25519", SigningKey.generate(Algorithm.ED25519));
        keys.put("timestamp-ed25519", SigningKey.generate(Algorithm.ED25519));
        return new BenchKeys(keys);
    }

    /// Name of the key's file, without its ending, to the key.
    public Map<String, SigningKey> all() {
        return Map.copyOf(keys);
    }

    public List<SigningKey> root() {
        return startingWith("root-");
    }

    public List<SigningKey> targets() {
        return startingWith("targets-");
    }

    /// The four roles of a TUF root.
    public List<Role> roles() {
        return List.of(
                RootMetadata.role("root", ROOT_THRESHOLD, root()),
                RootMetadata.role("targets", TARGETS_THRESHOLD, targets()),
                RootMetadata.role("snapshot", 1, startingWith("snapshot-")),
                RootMetadata.role("timestamp", 1, startingWith("timestamp-")));
    }

    private List<SigningKey> startingWith(String prefix) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }
}
