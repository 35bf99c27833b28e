package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;

/// Where a path leads: a folder that is there, and a name in it that may be.
///
/// @param path as it was asked for
/// @param name empty for the topmost folder, which stands in itself
record Place(DiskPath path, FolderNode folder, String name) {
    /// @throws NoSuchFileException when the folder is missing
    /// @throws FileSystemException when it is no folder
    static Place of(DiskPath path) throws IOException {
        return of(path, new FileSystemException(path.toString(), null, "Not a directory"));
    }

    /// The same for whoever only asks what is there.
    ///
    /// @throws NoSuchFileException when the folder is missing, or none
    static Place asked(DiskPath path) throws IOException {
        return of(path, new NoSuchFileException(path.toString()));
    }

    /// The same for whoever lists what is there.
    static Place listed(DiskPath path) throws IOException {
        return of(path, new NotDirectoryException(path.toString()));
    }

    private static Place of(DiskPath path, FileSystemException noFolder) throws IOException {
        List<String> names = path.real();
        FolderNode folder = path.disk().root();
        for (int i = 0; i < names.size() - 1; i++) {
            Node next = folder.now().get(names.get(i));
            if (next == null) {
                throw new NoSuchFileException(path.toString());
            }
            if (!(next instanceof FolderNode inner)) {
                throw noFolder;
            }
            folder = inner;
        }
        return new Place(path, folder, names.isEmpty() ? "" : names.getLast());
    }

    Optional<Node> node() {
        return name.isEmpty() ? Optional.of(folder) : Optional.ofNullable(folder.now().get(name));
    }

    Node existing() throws NoSuchFileException {
        return node().orElseThrow(() -> new NoSuchFileException(path.toString()));
    }

    void requireFree() throws FileAlreadyExistsException {
        if (node().isPresent()) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }

    /// The name leads to this node from now on.
    NameChange.Edit put(Node node) {
        return new NameChange.Edit(folder, name, Optional.of(node));
    }

    /// The name leads nowhere from now on.
    NameChange.Edit removal() {
        return new NameChange.Edit(folder, name, Optional.empty());
    }

    @Override
    public String toString() {
        return path.toAbsolutePath().normalize().toString();
    }
}
