package stanchion.powercut.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The changes of names that nobody has made sure of yet, in their order.
final class Names {
    private final List<NameChange> pending = new ArrayList<>();
    private long changes;

    void add(NameChange.Edit... edits) {
        for (NameChange.Edit edit : edits) {
            edit.apply(edit.folder().now());
        }
        pending.add(new NameChange(++changes, List.of(edits)));
    }

    /// A folder was synced: its changes are on the medium, those of a rename in both folders.
    void sync(FolderNode folder) {
        List<NameChange> sure = closed(change -> change.in(folder));
        apply(sure);
        pending.removeIf(sure::contains);
    }

    private static void apply(List<NameChange> changes) {
        for (NameChange change : changes) {
            for (NameChange.Edit edit : change.edits()) {
                edit.apply(edit.folder().synced());
            }
        }
    }

    boolean dirty() {
        return !pending.isEmpty();
    }

    /// What of it is found after a power cut, each change by itself.
    List<NameChange> survivors(Dice dice) {
        return closed(change -> dice.pick(2) == 1);
    }

    /// The chosen changes, and the earlier ones of the same names.
    private List<NameChange> closed(Predicate<NameChange> choice) {
        List<NameChange> chosen = new ArrayList<>();
        for (NameChange change : pending.reversed()) {
            boolean wanted = choice.test(change);
            if (wanted || chosen.stream().anyMatch(change::concerns)) {
                chosen.add(change);
            }
        }
        return List.copyOf(chosen.reversed());
    }
}
