package stanchion.release.sign;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.release.AssignmentMetadata;
import stanchion.release.ContentList;
import stanchion.release.ReleaseException;
import stanchion.release.SignedFile;
import stanchion.release.TargetsFile;

/// A TUF 1.0 repository with consistent snapshots, as update clients read it:
///
/// ```text
/// metadata/N.root.json …  metadata/N.targets.json …   each release, and who may assign
/// metadata/N.assignment.json …  metadata/N.snapshot.json …
/// metadata/timestamp.json             written last: whoever reads it finds the rest
/// targets/DIGEST.NAME                 files of slots, by SHA-256 and by SHA-512
/// content/DIGEST                      what chargers fetch: compressed, deltas, lists of chunks
/// contents/N.json                     which of them belong to targets N, unsigned
/// lock                                held by whoever writes
/// ```
///
/// Nothing that a timestamp names is ever replaced but the timestamp.
///
/// @param folder need not be there yet
public record Repository(Path folder) {
    static final String TIMESTAMP = "timestamp.json";
    private static final Pattern TARGETS = Pattern.compile("([1-9][0-9]{0,9})\\.targets\\.json");

    /// What its timestamp vouches for.
    ///
    /// @param timestamp the file itself
    /// @param snapshot what it names
    public record Present(SignedFile timestamp, SignedFile snapshot) {
        /// Version of the newest targets.
        public long targets() {
            return snapshot.metaVersion("targets.json");
        }

        /// Version of the assignment; 0 when there is none yet.
        public long assignment() {
            return snapshot.metaVersion("assignment.json");
        }
    }

    /// What is published; nothing in a new repository.
    public Optional<Present> present() throws ReleaseException {
        Path file = metadataFile(TIMESTAMP);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SignedFile timestamp = SignedFile.read(file);
        long snapshot = timestamp.metaVersion("snapshot.json");
        return Optional.of(
                new Present(timestamp, SignedFile.read(metadataFile(snapshot + ".snapshot.json"))));
    }

    /// The same where something must be published already.
    public Present published() throws ReleaseException {
        return present()
                .orElseThrow(() ->
                        new ReleaseException(
                                folder
                                        + ": holds no release; sign one: ./run sign"
                                        + " --repository "
                                        + folder));
    }

    /// Targets of some version.
    public TargetsFile targets(long version) throws ReleaseException {
        return TargetsFile.read(metadataFile(version + ".targets.json"));
    }

    /// The targets versions that may be assigned: the newest, and those it names beside itself.
    public SortedSet<Long> assignable() throws ReleaseException {
        return assignable(targets(published().targets()));
    }

    static SortedSet<Long> assignable(TargetsFile newest) {
        TreeSet<Long> versions = new TreeSet<>();
        versions.add(newest.version());
        newest.others().earlier().forEach(release -> versions.add(release.targets()));
        return Collections.unmodifiableSortedSet(versions);
    }

    /// An assignment of some version.
    public AssignmentMetadata assignment(long version) throws ReleaseException {
        Path file = metadataFile(AssignmentMetadata.fileName(version));
        return AssignmentMetadata.of(file.toString(), SignedFile.read(file));
    }

    /// All targets it holds, the newest first.
    List<TargetsFile> allTargets() throws ReleaseException {
        TreeMap<Long, TargetsFile> found = new TreeMap<>();
        if (!Files.isDirectory(metadataFolder())) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(metadataFolder())) {
            for (Path file : files) {
                Matcher name = TARGETS.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    found.put(Long.parseLong(name.group(1)), TargetsFile.read(file));
                }
            }
        } catch (IOException unreadable) {
            throw new ReleaseException(metadataFolder() + ": cannot be read", unreadable);
        }
        return new ArrayList<>(found.descendingMap().values());
    }

    /// What chargers fetch for a release; nothing where it was never made.
    ContentList contents(long targets) throws ReleaseException {
        Path file = contentsFile(targets);
        return Files.exists(file)
                ? ContentList.of(file.toString(), bytes(file))
                : new ContentList(new TreeMap<>());
    }

    /// The bytes of a metadata file.
    public byte[] metadata(String name) throws ReleaseException {
        return bytes(metadataFile(name));
    }

    /// Where a file of a slot stands.
    Path slotPath(String digest, String name) {
        return folder.resolve("targets").resolve(digest + "." + name);
    }

    static byte[] bytes(Path file) throws ReleaseException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": cannot be read", unreadable);
        }
    }

    /// Where metadata of this name stands.
    public Path metadataFile(String name) {
        return metadataFolder().resolve(name);
    }

    private Path metadataFolder() {
        return folder.resolve("metadata");
    }

    /// Where the content of this SHA-256 stands.
    public Path contentFile(String sha256) {
        return folder.resolve("content").resolve(sha256);
    }

    Path contentsFile(long targets) {
        return folder.resolve("contents").resolve(targets + ".json");
    }

    void createFolders() throws IOException {
        for (String name : List.of("metadata", "targets", "content", "contents")) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    /// What is done while nobody else writes.
    @FunctionalInterface
    interface Work<T> {
        T run() throws ReleaseException;
    }

    <T> T alone(Work<T> work) throws ReleaseException {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw busy();
                }
                return work.run();
            }
        } catch (OverlappingFileLockException here) {
            throw busy();
        } catch (IOException failed) {
            throw new ReleaseException(folder + ": cannot be locked", failed);
        }
    }

    private ReleaseException busy() {
        return new ReleaseException(folder + ": somebody writes it just now; try again");
    }
}
