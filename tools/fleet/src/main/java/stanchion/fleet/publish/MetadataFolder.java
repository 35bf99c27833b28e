package stanchion.fleet.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stanchion.fleet.FleetException;
import stanchion.release.ReleaseException;
import stanchion.release.SignedFile;

/// The metadata of a repository that its timestamp vouches for.
final class MetadataFolder {
    static final String TIMESTAMP = "timestamp.json";
    static final String SNAPSHOT = "snapshot.json";
    static final List<String> ROLES = List.of("targets.json", "assignment.json");

    private final Path folder;

    MetadataFolder(Path repository) {
        this.folder = repository.resolve("metadata");
    }

    /// A file as it is published.
    ///
    /// @param role its name without the version
    @SuppressWarnings("ArrayRecordComponent") // a file's content, compared nowhere
    record File(String name, String role, long version, byte[] bytes) {}

    /// Everything that is valid now, in the order in which it may be published: whoever sees a file
    /// finds what it names.
    List<File> current() throws FleetException {
        try {
            byte[] timestamp = read(TIMESTAMP);
            SignedFile first = SignedFile.of(TIMESTAMP, timestamp);
            long snapshotVersion = first.metaVersion(SNAPSHOT);
            File snapshot = numbered(SNAPSHOT, snapshotVersion);
            Map<String, File> files = new LinkedHashMap<>();
            for (int root = 1; Files.exists(folder.resolve(root + ".root.json")); root++) {
                files.put(root + ".root.json", numbered("root.json", root));
            }
            SignedFile named = SignedFile.of(snapshot.name(), snapshot.bytes());
            for (String role : ROLES) {
                long version = named.metaVersion(role);
                if (version > 0) {
                    files.put(role, numbered(role, version));
                }
            }
            files.put(SNAPSHOT, snapshot);
            files.put(TIMESTAMP, new File(TIMESTAMP, TIMESTAMP, first.version(), timestamp));
            return List.copyOf(files.values());
        } catch (ReleaseException wrong) {
            throw new FleetException(wrong.line());
        }
    }

    private File numbered(String role, long version) throws FleetException {
        String name = version + "." + role;
        return new File(name, role, version, read(name));
    }

    /// The version before a file, where the repository still has it.
    Optional<byte[]> before(File file) throws FleetException {
        String name = (file.version() - 1) + "." + file.role();
        return file.role().equals(TIMESTAMP) || !Files.exists(folder.resolve(name))
                ? Optional.empty()
                : Optional.of(read(name));
    }

    private byte[] read(String name) throws FleetException {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException unreadable) {
            throw new FleetException(
                    folder.resolve(name)
                            + ": cannot be read; sign a release: ./run sign --repository DIR",
                    unreadable);
        }
    }
}
