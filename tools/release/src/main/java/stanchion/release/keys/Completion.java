package stanchion.release.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stanchion.boot.FirstRoot;
import stanchion.boot.Verdict;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;

/// What is written when a root has its signatures: the root itself, its record, a line of history.
///
/// While signatures are missing, only the unfinished root.
///
/// @param keys those of the root
public record Completion(UnfinishedRoot root, List<HeldKey> keys, Instant now) {
    public Completion {
        keys = List.copyOf(keys);
    }

    /// Turns an unfinished root of a key set into a root, once it is complete.
    ///
    /// @return the new root's file, or nothing when signatures are still missing
    public static Optional<Path> finish(Path unfinished, Instant now) throws ReleaseException {
        UnfinishedRoot root = UnfinishedRoot.read(unfinished);
        if (!root.complete()) {
            return Optional.empty();
        }
        Path folder = unfinished.toAbsolutePath().getParent();
        if (folder == null) {
            throw new ReleaseException(unfinished + ": lies in no folder");
        }
        int version = root.root().metadata().version();
        List<HeldKey> keys = KeyConf.read(folder.resolve(version + ".keys.conf"));
        Completion completion = new Completion(root, keys, now);
        NewFiles files = new NewFiles();
        completion.addTo(files, folder);
        files.into(folder);
        completion.note(folder);
        try {
            Files.delete(unfinished);
        } catch (IOException stays) {
            throw new ReleaseException(unfinished + ": remove it by hand", stays);
        }
        return Optional.of(folder.resolve(root.fileName()));
    }

    void addTo(NewFiles files, Path folder) throws ReleaseException {
        int version = root.root().metadata().version();
        if (root.complete()) {
            if (version == 1) {
                checkFirst();
            }
            byte[] otp = Digests.otp(version == 1 ? root.bytes() : read(folder));
            String page = CeremonyRecord.page(root, otp, keys, now);
            files.add(version + ".record.txt", page);
        }
        files.add(root.fileName(), root.bytes());
    }

    /// What goes into the OTP for good is first shown to the verifier.
    private void checkFirst() throws ReleaseException {
        Optional<Verdict.Refused> objection = FirstRoot.objection(root.bytes());
        if (objection.isPresent()) {
            throw new ReleaseException(
                    "1.root.json would be refused by chargers: " + objection.get().line());
        }
    }

    void note(Path folder) throws ReleaseException {
        if (root.complete()) {
            int version = root.root().metadata().version();
            new History(folder)
                    .note(now, "root " + version + " sha256 " + Digests.sha256(root.bytes()));
        }
    }

    private static byte[] read(Path folder) throws ReleaseException {
        Path first = folder.resolve("1.root.json");
        try {
            return Files.readAllBytes(first);
        } catch (IOException unreadable) {
            throw new ReleaseException(first + ": cannot be read", unreadable);
        }
    }
}
