package stanchion.release.sign;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Targets;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.release.TargetsFile;

/// A slot that was signed without a repository, as that of a charger that left the factory: it is
/// added to one as it is, so that later releases find what chargers run.
///
/// @param folder as a charger holds it
public record SignedSlot(Path folder) {
    /// Adds it.
    ///
    /// @param into the repository and the online keys
    /// @return what its targets say
    public TargetsFile add(Assignments into, Instant now) throws ReleaseException {
        byte[] bytes = Repository.bytes(folder.resolve(Targets.FILE));
        TargetsFile targets = TargetsFile.of(folder.resolve(Targets.FILE).toString(), bytes);
        SortedMap<String, byte[]> files = files(targets);
        into.add(targets, bytes, files, now);
        return targets;
    }

    private SortedMap<String, byte[]> files(TargetsFile targets) throws ReleaseException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path file : entries) {
                files.put(String.valueOf(file.getFileName()), Repository.bytes(file));
            }
        } catch (IOException unreadable) {
            throw new ReleaseException(folder + ": cannot be read", unreadable);
        }
        files.remove(Targets.FILE);
        TreeMap<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            digests.put(file.getKey(), Digests.sha256(file.getValue()));
        }
        if (!digests.equals(targets.files())) {
            throw new ReleaseException(
                    folder + ": holds other files than its targets.json says; sign it again");
        }
        return files;
    }
}
