package stanchion.powercut.disk;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;

/// A [Disk] as programs see it.
final class DiskFileSystem extends FileSystem {
    private final Disk disk;
    private final DiskProvider provider = new DiskProvider();

    DiskFileSystem(Disk disk) {
        this.disk = disk;
    }

    Disk disk() {
        return disk;
    }

    Path top() {
        return new DiskPath(this, true, List.of());
    }

    @Override
    public DiskProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("a disk stays");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(top());
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(new DiskStore(disk));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "posix", "unix");
    }

    @Override
    public Path getPath(String first, String... more) {
        return DiskPath.parse(
                this, more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(Path.of(path.toString()));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("everything belongs to one");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("nobody watches this disk");
    }
}
