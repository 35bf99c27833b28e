package stanchion.powercut.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The operations of a [Disk]. What the JDK's own provider for Linux refuses, and how, this one
/// refuses too; what is not modelled is an [UnsupportedOperationException].
final class DiskProvider extends FileSystemProvider {
    static final String SCHEME = "powercut";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException("new Disk()");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException(uri.toString());
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException(uri.toString());
    }

    @Override
    public FileChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return Opening.open(place(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
        Place place = Place.listed(DiskPath.of(path));
        if (!(place.existing() instanceof FolderNode folder)) {
            throw new NotDirectoryException(path.toString());
        }
        place.path().disk().read(Operation.Kind.LIST, place.toString());
        return new Listing(path, folder.now().keySet(), filter);
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        Opening.folder(place(path), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        Renaming.delete(place(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        Node node = Place.asked(DiskPath.of(source)).existing();
        Place to = place(target);
        if (to.node().isPresent()) {
            if (to.node().get() == node) {
                return;
            }
            if (!Set.of(options).contains(StandardCopyOption.REPLACE_EXISTING)) {
                to.requireFree();
            }
            Renaming.delete(to);
        }
        if (node instanceof FolderNode) {
            createDirectory(target);
        } else {
            Files.write(target, Files.readAllBytes(source), StandardOpenOption.CREATE_NEW);
        }
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        Set<CopyOption> how = Set.of(options);
        DiskPath from = DiskPath.of(source);
        if (how.contains(StandardCopyOption.ATOMIC_MOVE)) {
            Renaming.move(Place.of(from), place(target), how);
        } else {
            Place old = Place.asked(from);
            old.existing();
            Renaming.move(old, place(target), how);
        }
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return one.equals(other) || place(one).existing() == place(other).existing();
    }

    @Override
    public boolean isHidden(Path path) {
        return Optional.ofNullable(path.getFileName())
                .filter(name -> name.toString().startsWith("."))
                .isPresent();
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        Place place = place(path);
        place.existing();
        return new DiskStore(place.path().disk());
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        new DiskView(DiskPath.of(path)).readAttributes();
    }

    @Override
    @SuppressWarnings("NullAway") // the contract has null for a view that is not there
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        DiskView view = new DiskView(DiskPath.of(path));
        return type.isInstance(view) ? type.cast(view) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        DiskAttributes attributes = new DiskView(DiskPath.of(path)).readAttributes();
        if (!type.isInstance(attributes)) {
            throw new UnsupportedOperationException(type.getName());
        }
        return type.cast(attributes);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String wanted, LinkOption... options)
            throws IOException {
        int colon = wanted.indexOf(':');
        String view = colon < 0 ? "basic" : wanted.substring(0, colon);
        Map<String, Object> all = new DiskView(DiskPath.of(path)).readAttributes().named(view);
        Map<String, Object> found = new HashMap<>();
        for (String name : wanted.substring(colon + 1).split(",", -1)) {
            if (name.equals("*")) {
                return all;
            }
            Object value = all.get(name);
            if (value == null) {
                throw new IllegalArgumentException("'" + name + "' not recognized");
            }
            found.put(name, value);
        }
        return found;
    }

    @Override
    @SuppressWarnings("unchecked") // permissions are a set of permissions
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
            throws IOException {
        Stamp stamp = place(path).existing().stamp();
        switch (attribute) {
            case "lastModifiedTime", "basic:lastModifiedTime" -> stamp.touch((FileTime) value);
            case "posix:permissions" -> stamp.permit((Set<PosixFilePermission>) value);
            default -> throw new UnsupportedOperationException(attribute);
        }
    }

    private static Place place(Path path) throws IOException {
        return Place.of(DiskPath.of(path));
    }
}
