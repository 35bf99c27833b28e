package stanchion.attack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Algorithm;
import stanchion.release.ReleaseException;
import stanchion.release.SigningKey;

/// The maker's private keys of the charger under attack, by the names of their files. Who attacks
/// has them only where the sentence of the case says so; the harness uses them to make what is
/// wrong in one thing alone.
public final class Keys {
    private static final String[] NAMES = {
        "root-ed25519-1",
        "root-ed25519-2",
        "root-ed25519-3",
        "root-ml-dsa-65-1",
        "root-ml-dsa-65-2",
        "targets-ed25519",
        "targets-ml-dsa-65",
        "snapshot-ed25519",
        "timestamp-ed25519",
        "assignment-ed25519"
    };

    private final Map<String, SigningKey> keys;

    private Keys(Map<String, SigningKey> keys) {
        this.keys = keys;
    }

    /// Reads what a device folder's maker keeps.
    static Keys read(Path folder) throws ReleaseException {
        TreeMap<String, SigningKey> keys = new TreeMap<>();
        for (String name : NAMES) {
            Algorithm algorithm =
                    name.contains("ed25519") ? Algorithm.ED25519 : Algorithm.ML_DSA_65;
            keys.put(name, SigningKey.read(folder.resolve(name + ".pem"), algorithm));
        }
        return new Keys(keys);
    }

    /// The five root keys, any four of which sign a root: three Ed25519, then two ML-DSA-65.
    public List<SigningKey> root() {
        return of("root-");
    }

    /// The two targets keys, both needed: Ed25519, then ML-DSA-65.
    public List<SigningKey> targets() {
        return of("targets-");
    }

    /// The targets key of one algorithm.
    public SigningKey targets(Algorithm algorithm) {
        for (SigningKey key : targets()) {
            if (key.key().algorithm() == algorithm) {
                return key;
            }
        }
        throw new IllegalStateException("no targets key of " + algorithm);
    }

    public List<SigningKey> snapshot() {
        return of("snapshot-");
    }

    public List<SigningKey> timestamp() {
        return of("timestamp-");
    }

    public List<SigningKey> assignment() {
        return of("assignment-");
    }

    private List<SigningKey> of(String prefix) {
        List<SigningKey> found = new ArrayList<>();
        keys.forEach((name, key) -> {
            if (name.startsWith(prefix)) {
                found.add(key);
            }
        });
        return List.copyOf(found);
    }
}
