package stanchion.release.keys;

import java.util.List;
import stanchion.release.ReleaseException;

/// What a next root means for chargers and for the maker, in words.
public final class Consequences {
    private Consequences() {}

    /// A few sentences, one a line.
    public static String of(KeySet before, Succession.Change change, UnfinishedRoot after)
            throws ReleaseException {
        StringBuilder text = new StringBuilder("what follows:\n");
        boolean targets = leaves(before, change, "targets");
        boolean compromise = change.reason() == Succession.Reason.COMPROMISE;
        int version = after.root().metadata().version();
        long lowest = after.root().metadata().epochs().lowest();
        if (leaves(before, change, "root")) {
            say(
                    text,
                    "root keys: chargers go on as they are; keep every root, the chain needs all");
        }
        if (targets) {
            say(
                    text,
                    "a charger that has "
                            + version
                            + ".root.json refuses every version signed so far"
                            + " (SIGNATURE_THRESHOLD)");
            say(text, "sign the version in the field again, and send it together with the root");
        }
        if (targets && compromise) {
            say(
                    text,
                    "the next version must carry security epoch "
                            + lowest
                            + " or more (./run sign does)");
            say(
                    text,
                    "a charger whose counter stands at "
                            + lowest
                            + " refuses all below it (ROLLBACK), also when somebody takes the new"
                            + " root away");
            say(
                    text,
                    "until then a charger accepts what the stolen key signs: it needs root AND"
                            + " version");
        }
        if (leaves(before, change, "snapshot") || leaves(before, change, "timestamp")) {
            say(text, "publish snapshot and timestamp again: ./run sign --repository");
        }
        return text.toString();
    }

    /// The same for a key of the assignment, which needs no next root.
    public static String ofAssignment(Succession.Reason reason) {
        StringBuilder text = new StringBuilder("what follows:\n");
        say(
                text,
                "targets name the key, no root does: sign the newest version again"
                        + " (./run sign --repository), chargers follow");
        if (reason == Succession.Reason.COMPROMISE) {
            say(
                    text,
                    "until then a thief who has the snapshot and timestamp keys too chooses for"
                            + " every charger among the releases that targets list, and no other");
            say(text, "revoke snapshot-ed25519 and timestamp-ed25519 too if they lay beside it");
        }
        return text.toString();
    }

    private static boolean leaves(KeySet before, Succession.Change change, String role) {
        List<String> names = before.role(role).stream().map(HeldKey::name).toList();
        return names.stream().anyMatch(change.leaving()::contains);
    }

    private static void say(StringBuilder text, String sentence) {
        text.append("  - ").append(sentence).append('\n');
    }
}
