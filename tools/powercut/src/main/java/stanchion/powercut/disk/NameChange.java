package stanchion.powercut.disk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A created, deleted or renamed name, in one piece: wholly on the medium or not at all.
///
/// @param number tells it from others that do the same
record NameChange(long number, List<Edit> edits) {
    /// What becomes of one name.
    record Edit(FolderNode folder, String name, Optional<Node> after) {
        boolean concerns(Edit other) {
            return folder == other.folder && name.equals(other.name);
        }

        void apply(Map<String, Node> entries) {
            if (after.isPresent()) {
                entries.put(name, after.get());
            } else {
                entries.remove(name);
            }
        }
    }

    NameChange {
        edits = List.copyOf(edits);
    }

    /// Whether both are of the same name: then the later one cannot be there without the earlier.
    boolean concerns(NameChange other) {
        return edits.stream().anyMatch(one -> other.edits.stream().anyMatch(one::concerns));
    }

    boolean in(FolderNode folder) {
        return edits.stream().anyMatch(edit -> edit.folder() == folder);
    }
}
