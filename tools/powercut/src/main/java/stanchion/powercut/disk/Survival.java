package stanchion.powercut.disk;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What outlives one power cut.
final class Survival {
    private final Dice dice;
    private final IdentityHashMap<FolderNode, SortedMap<String, Node>> changed =
            new IdentityHashMap<>();

    Survival(Dice dice, List<NameChange> kept) {
        this.dice = dice;
        for (NameChange change : kept) {
            for (NameChange.Edit edit : change.edits()) {
                edit.apply(
                        changed.computeIfAbsent(
                                edit.folder(), folder -> new TreeMap<>(folder.synced())));
            }
        }
    }

    Dice dice() {
        return dice;
    }

    SortedMap<String, Node> entries(FolderNode folder) {
        return changed.getOrDefault(folder, folder.synced());
    }
}
