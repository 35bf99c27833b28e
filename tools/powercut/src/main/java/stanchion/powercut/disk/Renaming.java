package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/// Moves and deletes names, with the errors that Linux gives.
final class Renaming {
    private final Place from;
    private final Place to;

    private Renaming(Place from, Place to) {
        this.from = from;
        this.to = to;
    }

    static void move(Place from, Place to, Set<CopyOption> options) throws IOException {
        Node node = from.existing();
        boolean atomic = options.contains(StandardCopyOption.ATOMIC_MOVE);
        if (to.node().isPresent() && to.node().get() == node) {
            return;
        }
        if (!atomic && to.node().isPresent()) {
            if (!options.contains(StandardCopyOption.REPLACE_EXISTING)) {
                to.requireFree();
            }
            delete(to); // not in one piece with what follows, on Linux neither
        }
        new Renaming(from, to).rename(node);
    }

    static void delete(Place place) throws IOException {
        if (place.existing() instanceof FolderNode folder && !folder.now().isEmpty()) {
            throw new DirectoryNotEmptyException(place.path().toString());
        }
        Disk disk = place.path().disk();
        disk.change(
                Operation.Kind.DELETE, place.toString(), () -> disk.names().add(place.removal()));
    }

    private void rename(Node node) throws IOException {
        checkTarget(node);
        Disk disk = from.path().disk();
        boolean split = disk.splits(to.toString());
        disk.change(
                Operation.Kind.RENAME,
                from + " -> " + to,
                () -> {
                    if (split) {
                        disk.names().add(to.removal());
                        disk.names().add(from.removal());
                        disk.names().add(to.put(node));
                    } else {
                        disk.names().add(from.removal(), to.put(node));
                    }
                });
    }

    private void checkTarget(Node node) throws FileSystemException {
        if (node instanceof FolderNode && (to + "/").startsWith(from + "/")) {
            throw failed("Invalid argument");
        }
        if (to.node().isEmpty()) {
            return;
        }
        if (to.node().get() instanceof FolderNode folder) {
            if (node instanceof FileNode) {
                throw failed("Is a directory");
            }
            if (!folder.now().isEmpty()) {
                throw failed("Directory not empty");
            }
        } else if (node instanceof FolderNode) {
            throw failed("Not a directory");
        }
    }

    private FileSystemException failed(String why) {
        return new FileSystemException(from.path().toString(), to.path().toString(), why);
    }
}
