package stanchion.powercut.disk;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A folder's names: as programs see them, and as the medium surely has them.
final class FolderNode implements Node {
    private final Stamp stamp;
    private final TreeMap<String, Node> now;
    private final TreeMap<String, Node> synced;

    FolderNode(Stamp stamp, Map<String, Node> entries) {
        this.stamp = stamp;
        this.now = new TreeMap<>(entries);
        this.synced = new TreeMap<>(entries);
    }

    @Override
    public Stamp stamp() {
        return stamp;
    }

    /// What programs see.
    SortedMap<String, Node> now() {
        return now;
    }

    /// What no power cut takes.
    SortedMap<String, Node> synced() {
        return synced;
    }

    @Override
    public Node survivor(Survival survival) {
        TreeMap<String, Node> found = new TreeMap<>();
        survival.entries(this).forEach((name, node) -> found.put(name, node.survivor(survival)));
        return new FolderNode(stamp.copy(), found);
    }
}
