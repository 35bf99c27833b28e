package stanchion.release.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import stanchion.release.ReleaseException;

/// Files on their way into a repository, everything signed: first what others name, last the
/// timestamp, so that whoever reads that one finds the rest.
final class Publication {
    private final Repository repository;
    private final Map<Path, byte[]> named = new LinkedHashMap<>();
    private final Map<Path, byte[]> numbered = new LinkedHashMap<>();

    Publication(Repository repository) {
        this.repository = repository;
    }

    /// A file whose name follows from its content; one that is there stays.
    void content(Path file, byte[] bytes) {
        named.put(file, bytes);
    }

    /// A file that no timestamp names yet; what an interrupted run left under its name gives way.
    void numbered(Path file, byte[] bytes) {
        numbered.put(file, bytes);
    }

    /// Writes everything.
    void write(byte[] timestamp) throws ReleaseException {
        try {
            repository.createFolders();
            for (Map.Entry<Path, byte[]> file : named.entrySet()) {
                if (!Files.exists(file.getKey())) {
                    replace(file.getKey(), file.getValue());
                }
            }
            for (Map.Entry<Path, byte[]> file : numbered.entrySet()) {
                replace(file.getKey(), file.getValue());
            }
            replace(repository.metadataFile(Repository.TIMESTAMP), timestamp);
        } catch (IOException failed) {
            throw new ReleaseException(
                    repository.folder() + ": cannot write the repository", failed);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            Files.write(
                    partial,
                    content,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
            Files.move(
                    partial,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
