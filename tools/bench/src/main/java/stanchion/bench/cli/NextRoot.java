package stanchion.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Consequences;
import stanchion.release.keys.HeldKey;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.NextAssignmentKey;
import stanchion.release.keys.Passphrases;
import stanchion.release.keys.Succession;
import stanchion.release.keys.UnfinishedRoot;

/// Makes a next root and says what follows.
final class NextRoot {
    private NextRoot() {}

    static int make(
            Path folder, Succession.Change change, KeyChoices choices, Passphrases passphrases)
            throws ReleaseException {
        KeySet before = KeySet.open(folder);
        if (NextAssignmentKey.meant(before, change.leaving())) {
            HeldKey made =
                    NextAssignmentKey.make(
                            before, change.leaving(), choices, passphrases, Instant.now());
            System.out.println(made.name() + " signs assignments from now on");
            System.out.print(Consequences.ofAssignment(change.reason()));
            return 0;
        }
        UnfinishedRoot root = Succession.make(before, change, choices, passphrases, Instant.now());
        System.out.print(root.status(before.keys()));
        String name = (before.version() + 1) + ".root";
        if (!root.complete()) {
            System.out.println(
                    "next: ./run keys sign-root "
                            + folder.resolve(name + ".unfinished.json")
                            + " --key ...");
        }
        System.out.print(Consequences.of(before, change, root));
        return root.complete() ? 0 : KeysStatus.INCOMPLETE;
    }
}
