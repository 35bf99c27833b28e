package stanchion.release.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stanchion.boot.Json;
import stanchion.release.Digests;
import stanchion.release.Firmware;
import stanchion.release.OnlineMetadata;
import stanchion.release.ReleaseException;
import stanchion.release.SignedFile;

/// A TUF 1.0 repository with consistent snapshots, as update clients read it:
///
/// ```text
/// metadata/N.root.json …  metadata/N.targets.json …  metadata/N.snapshot.json …
/// metadata/timestamp.json             written last: whoever reads it finds the rest
/// targets/DIGEST.NAME                 by SHA-256 and by SHA-512
/// ```
///
/// Nothing but the timestamp is ever replaced.
final class Repository {
    static final Duration SNAPSHOT_LIFE = Duration.ofDays(90);
    static final Duration TIMESTAMP_LIFE = Duration.ofDays(14);
    private static final String TIMESTAMP = "timestamp.json";

    private final Path folder;
    private final Path metadata;

    Repository(Path folder) {
        this.folder = folder;
        this.metadata = folder.resolve("metadata");
    }

    /// How often snapshot and timestamp have been signed; 0 in a new repository.
    ///
    /// @param snapshot version
    /// @param timestamp version
    record Versions(long snapshot, long timestamp) {}

    Versions versions() throws ReleaseException {
        Path file = metadata.resolve(TIMESTAMP);
        if (!Files.exists(file)) {
            return new Versions(0, 0);
        }
        SignedFile timestamp = SignedFile.read(file);
        return new Versions(timestamp.metaVersion("snapshot.json"), timestamp.version());
    }

    /// The signed part of the next snapshot.
    static Json snapshot(byte[] targets, long targetsVersion, long version, Instant now) {
        return OnlineMetadata.of("snapshot", version, now.plus(SNAPSHOT_LIFE))
                .naming("targets.json", targetsVersion, targets);
    }

    /// The signed part of the next timestamp.
    static Json timestamp(byte[] snapshot, long snapshotVersion, long version, Instant now) {
        return OnlineMetadata.of("timestamp", version, now.plus(TIMESTAMP_LIFE))
                .naming("snapshot.json", snapshotVersion, snapshot);
    }

    /// Refuses a version that is there already.
    void checkNew(String name) throws ReleaseException {
        if (Files.exists(metadata.resolve(name))) {
            throw new ReleaseException(
                    metadata.resolve(name) + ": exists already; sign under a higher version");
        }
    }

    /// A version about to be added, everything signed.
    interface Addition {
        void publish(Firmware firmware) throws ReleaseException;
    }

    /// Adds a version.
    ///
    /// @param files metadata by name, without the timestamp
    Addition addition(Map<String, byte[]> files, byte[] timestamp) {
        return firmware -> publish(files, firmware, timestamp);
    }

    private void publish(Map<String, byte[]> files, Firmware firmware, byte[] timestamp)
            throws ReleaseException {
        Map<Path, byte[]> all = new LinkedHashMap<>();
        for (Map.Entry<String, Firmware.Part> file : firmware.files().entrySet()) {
            byte[] content = file.getValue().content();
            Path targets = folder.resolve("targets");
            all.put(targets.resolve(Digests.sha256(content) + "." + file.getKey()), content);
            all.put(targets.resolve(Digests.sha512(content) + "." + file.getKey()), content);
        }
        files.forEach((name, content) -> all.put(metadata.resolve(name), content));
        try {
            Files.createDirectories(metadata);
            Files.createDirectories(folder.resolve("targets"));
            for (Map.Entry<Path, byte[]> file : all.entrySet()) {
                if (!Files.exists(file.getKey())) {
                    write(file.getKey(), file.getValue(), Optional.empty());
                }
            }
            write(
                    metadata.resolve(TIMESTAMP),
                    timestamp,
                    Optional.of(StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException failed) {
            throw new ReleaseException(folder + ": cannot write the repository", failed);
        }
    }

    private static void write(Path file, byte[] content, Optional<StandardCopyOption> replace)
            throws IOException {
        Path partial = file.resolveSibling("." + file.getFileName().hashCode() + ".partial");
        Files.write(partial, content);
        if (replace.isPresent()) {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, replace.get());
        } else {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
