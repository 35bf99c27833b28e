package stanchion.release.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import stanchion.boot.Algorithm;
import stanchion.release.ReleaseException;

/// Ceremonies for tests: the sizes of a maker, keys in plain files unless told otherwise.
final class Maker {
    static final Instant NOW = Instant.parse("2026-11-22T20:10:00Z");
    static final Map<Algorithm, Integer> ONE = Map.of(Algorithm.ED25519, 1);
    static final Passphrases NONE =
            Passphrases.files(
                    Optional.empty(),
                    Map.of(),
                    (key, holder) -> {
                        throw new ReleaseException("nobody is asked for " + key);
                    });

    private Maker() {}

    static Map<String, Ceremony.Size> sizes() {
        return Ceremony.USUAL;
    }

    static Map<String, Ceremony.Size> sizes(Ceremony.Size root, Ceremony.Size targets) {
        Ceremony.Size online = new Ceremony.Size(ONE, 1);
        return Map.of(
                "root",
                root,
                "targets",
                targets,
                "snapshot",
                online,
                "timestamp",
                online,
                "assignment",
                online);
    }

    static KeyChoices plain() {
        return new KeyChoices(
                Map.of("root-ed25519-1", "Ada Lovelace", "root-ml-dsa-65-2", "Grace Hopper"),
                Map.of("*", "plain"),
                Map.of());
    }

    static KeySet keySet(Path folder) throws ReleaseException {
        Ceremony.hold(new Ceremony.Order(folder, sizes(), NOW), plain(), NONE);
        return KeySet.open(folder);
    }

    static Path secret(Path file, String text) throws IOException {
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
