package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Opens files and folders as the options say.
final class Opening {
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private final Set<? extends OpenOption> options;

    private Opening(Set<? extends OpenOption> options) {
        this.options = options;
        for (StandardOpenOption unknown :
                EnumSet.of(
                        StandardOpenOption.DELETE_ON_CLOSE,
                        StandardOpenOption.SYNC,
                        StandardOpenOption.DSYNC)) {
            if (has(unknown)) {
                throw new UnsupportedOperationException(unknown + " is not modelled");
            }
        }
        if (has(StandardOpenOption.APPEND)
                && (has(StandardOpenOption.READ) || has(StandardOpenOption.TRUNCATE_EXISTING))) {
            throw new IllegalArgumentException("APPEND allows neither READ nor TRUNCATE_EXISTING");
        }
    }

    static DiskChannel open(
            Place place, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return new Opening(options).open(place, attributes);
    }

    private DiskChannel open(Place place, FileAttribute<?>... attributes) throws IOException {
        Disk disk = place.path().disk();
        if (!writes()) {
            Node node = place.existing();
            disk.read(Operation.Kind.STAT, place.toString());
            return new DiskChannel(disk, place.toString(), node, DiskChannel.Mode.READ);
        }
        if (has(StandardOpenOption.CREATE_NEW)) {
            place.requireFree();
        }
        if (place.node().isEmpty()
                && (has(StandardOpenOption.CREATE) || has(StandardOpenOption.CREATE_NEW))) {
            create(place, attributes);
        }
        if (!(place.existing() instanceof FileNode file)) {
            throw new FileSystemException(place.path().toString(), null, "Is a directory");
        }
        DiskChannel channel = new DiskChannel(disk, place.toString(), file, mode());
        if (has(StandardOpenOption.TRUNCATE_EXISTING) && file.length() > 0) {
            channel.truncate(0);
        }
        return channel;
    }

    private static void create(Place place, FileAttribute<?>... attributes) throws IOException {
        Disk disk = place.path().disk();
        FileNode file = new FileNode(disk.fresh(permissions(FILE, attributes)), new byte[0]);
        disk.change(
                Operation.Kind.CREATE, place.toString(), () -> disk.names().add(place.put(file)));
    }

    static void folder(Place place, FileAttribute<?>... attributes) throws IOException {
        place.requireFree();
        Disk disk = place.path().disk();
        FolderNode folder =
                new FolderNode(disk.fresh(permissions(FOLDER, attributes)), java.util.Map.of());
        disk.change(
                Operation.Kind.FOLDER, place.toString(), () -> disk.names().add(place.put(folder)));
    }

    @SuppressWarnings("unchecked") // the only attribute there is holds a set of permissions
    private static Set<PosixFilePermission> permissions(
            Set<PosixFilePermission> usual, FileAttribute<?>... attributes) {
        Set<PosixFilePermission> found = usual;
        for (FileAttribute<?> attribute : attributes) {
            if (!attribute.name().equals("posix:permissions")) {
                throw new UnsupportedOperationException(attribute.name());
            }
            found = (Set<PosixFilePermission>) attribute.value();
        }
        return found;
    }

    private boolean writes() {
        return has(StandardOpenOption.WRITE) || has(StandardOpenOption.APPEND);
    }

    private DiskChannel.Mode mode() {
        if (has(StandardOpenOption.APPEND)) {
            return DiskChannel.Mode.APPEND;
        }
        return has(StandardOpenOption.READ) ? DiskChannel.Mode.BOTH : DiskChannel.Mode.WRITE;
    }

    private boolean has(StandardOpenOption option) {
        return options.contains(option);
    }
}
