package stanchion.release.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stanchion.boot.Algorithm;
import stanchion.release.ReleaseException;

/// Replaces the key of the assignment. No root names it, so that nobody opens a safe for it: the
/// next targets name the new one.
public final class NextAssignmentKey {
    private static final String STEM = KeySet.ASSIGNMENT + "-" + Algorithm.ED25519.scheme();

    private NextAssignmentKey() {}

    /// Whether only the assignment's keys are meant; also the one that a key set of an older
    /// ceremony lacks.
    public static boolean meant(KeySet set, Set<String> leaving) {
        boolean first = set.role(KeySet.ASSIGNMENT).isEmpty() && leaving.equals(Set.of(STEM));
        List<String> names = set.role(KeySet.ASSIGNMENT).stream().map(HeldKey::name).toList();
        return first || (!leaving.isEmpty() && names.containsAll(leaving));
    }

    /// Makes one key in the place of those that leave, and writes it down.
    ///
    /// @param leaving names of keys of the assignment
    public static HeldKey make(
            KeySet set,
            Set<String> leaving,
            KeyChoices choices,
            Passphrases passphrases,
            Instant now)
            throws ReleaseException {
        Path unfinished = set.folder().resolve((set.version() + 1) + UnfinishedRoot.SUFFIX);
        if (Files.exists(unfinished)) {
            throw new ReleaseException(
                    unfinished + ": finish it (./run keys sign-root) or move it away first");
        }
        NewFiles files = new NewFiles();
        HeldKey made =
                new KeyMaker(files, passphrases, choices)
                        .make(name(set), KeySet.ASSIGNMENT, Algorithm.ED25519)
                        .held();
        List<HeldKey> keys = new ArrayList<>(set.keys());
        keys.removeIf(key -> leaving.contains(key.name()));
        keys.add(made);
        files.into(set.folder());
        NewFiles.replace(
                set.folder().resolve(set.version() + ".keys.conf"),
                KeyConf.bytes(set.version(), keys));
        new History(set.folder()).note(now, "assignment key " + made.key().id());
        return made;
    }

    private static String name(KeySet set) {
        String name = STEM;
        for (int i = 2; Files.exists(set.folder().resolve(name + KeySet.PUBLIC)); i++) {
            name = STEM + "-" + i;
        }
        return name;
    }
}
