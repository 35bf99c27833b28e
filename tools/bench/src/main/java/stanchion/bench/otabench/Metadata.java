package stanchion.bench.otabench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stanchion.fleet.publish.Wrapped;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.Repository;
import stanchion.release.sign.SlotSigning;
import stanchion.update.Channel;

/// What a charger that trusts the old release's metadata hears until it trusts the new one's, in
/// the form it travels in. Keys, signatures and repository are real ones.
final class Metadata {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyChoices PLAIN =
            new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
    private static final Passphrases NONE =
            (key, holder) -> {
                throw new ReleaseException(key + ": a plain key needs no passphrase");
            };

    private static final byte[] NOTHING = {};

    /// Of timestamp, snapshot and assignment an Ed25519 signature each; of targets one, and one
    /// with ML-DSA-65 (FIPS 204).
    static final int SIGNATURES = 4 * 64 + 3309;

    private final Path folder;

    private Metadata(Path folder) {
        this.folder = folder;
    }

    /// Bytes of each role's file: timestamp, snapshot, targets, assignment.
    ///
    /// @param folder an empty one
    static Map<String, Integer> bytes(Path folder, ReleasePair pair) throws ReleaseException {
        Metadata metadata = new Metadata(folder);
        Ceremony.hold(new Ceremony.Order(metadata.keys(), Ceremony.USUAL, NOW), PLAIN, NONE);
        Map<String, byte[]> before = metadata.release(pair.before(), 1);
        Map<String, byte[]> after = metadata.release(pair.after(), 2);
        Map<String, Integer> bytes = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : after.entrySet()) {
            byte[] dictionary = before.getOrDefault(file.getKey(), NOTHING);
            bytes.put(file.getKey(), Wrapped.wrap(file.getValue(), dictionary).length);
        }
        return bytes;
    }

    private Path keys() {
        return folder.resolve("maker");
    }

    private Map<String, byte[]> release(Firmware firmware, long version) throws ReleaseException {
        Repository repository = new Repository(folder.resolve("www"));
        SlotSigning.sign(
                KeySet.open(keys()),
                new SlotSigning.Order(
                        firmware,
                        version,
                        folder.resolve("slot-" + version),
                        Optional.of(repository.folder()),
                        NOW,
                        SlotSigning.Randomness.NONE),
                NONE);
        Assignments assignments = Assignments.open(repository.folder(), keys(), NONE);
        assignments.write(assignments.plan().with(Channel.STABLE, version), NOW);
        Repository.Present present = repository.published();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("timestamp", repository.metadata("timestamp.json"));
        long snapshot = present.snapshot().version();
        files.put("snapshot", repository.metadata(snapshot + ".snapshot.json"));
        files.put("targets", repository.metadata(present.targets() + ".targets.json"));
        files.put("assignment", repository.metadata(present.assignment() + ".assignment.json"));
        return files;
    }
}
