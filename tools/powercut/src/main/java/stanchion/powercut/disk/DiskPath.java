package stanchion.powercut.disk;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A path on a [Disk]: names below the topmost folder, or below nothing in particular.
///
/// It does not become a `File`, so that code which leaves its file system is found out.
@SuppressWarnings("NullAway") // Path's contract has null for a part that is not there
final class DiskPath implements Path {
    private static final String SEPARATOR = "/";

    private final DiskFileSystem files;
    private final boolean absolute;
    private final List<String> names;

    DiskPath(DiskFileSystem files, boolean absolute, List<String> names) {
        this.files = files;
        this.absolute = absolute;
        this.names = List.copyOf(names);
    }

    static DiskPath parse(DiskFileSystem files, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "Nul character not allowed");
        }
        List<String> names =
                Arrays.stream(text.split(SEPARATOR)).filter(name -> !name.isEmpty()).toList();
        return new DiskPath(files, text.startsWith(SEPARATOR), names);
    }

    static DiskPath of(Path path) {
        if (path instanceof DiskPath ours) {
            return ours;
        }
        throw new ProviderMismatchException(path + " is not on this disk");
    }

    Disk disk() {
        return files.disk();
    }

    /// The names that lead from the topmost folder here.
    List<String> real() {
        return normalize().names;
    }

    @Override
    public DiskFileSystem getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public Path getRoot() {
        return absolute ? files.top() : null;
    }

    @Override
    public Path getFileName() {
        return names.isEmpty() ? null : new DiskPath(files, false, List.of(names.getLast()));
    }

    @Override
    public Path getParent() {
        if (names.isEmpty() || (!absolute && names.size() == 1)) {
            return null;
        }
        return new DiskPath(files, absolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public Path subpath(int from, int to) {
        if (from < 0 || to > names.size() || from >= to) {
            throw new IllegalArgumentException(from + " to " + to + " of " + this);
        }
        return new DiskPath(files, false, names.subList(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof DiskPath path
                && path.absolute == absolute
                && path.names.size() <= names.size()
                && names.subList(0, path.names.size()).equals(path.names);
    }

    @Override
    public boolean endsWith(Path other) {
        if (!(other instanceof DiskPath path) || path.names.size() > names.size()) {
            return false;
        }
        int from = names.size() - path.names.size();
        return path.absolute ? equals(path) : names.subList(from, names.size()).equals(path.names);
    }

    @Override
    public DiskPath normalize() {
        List<String> plain = new ArrayList<>();
        for (String name : names) {
            boolean up = name.equals("..");
            if (up && !plain.isEmpty() && !plain.getLast().equals("..")) {
                plain.removeLast();
            } else if (!name.equals(".") && !(up && absolute)) {
                plain.add(name);
            }
        }
        return new DiskPath(files, absolute, plain);
    }

    @Override
    public Path resolve(Path other) {
        DiskPath path = of(other);
        if (path.absolute) {
            return path;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(path.names);
        return new DiskPath(files, absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        DiskPath path = of(other);
        if (path.absolute != absolute) {
            throw new IllegalArgumentException("'other' is different type of Path");
        }
        int common = 0;
        while (common < Math.min(names.size(), path.names.size())
                && names.get(common).equals(path.names.get(common))) {
            common++;
        }
        List<String> way = new ArrayList<>();
        names.subList(common, names.size()).forEach(up -> way.add(".."));
        way.addAll(path.names.subList(common, path.names.size()));
        return new DiskPath(files, false, way);
    }

    @Override
    public DiskPath toAbsolutePath() {
        return new DiskPath(files, true, names);
    }

    @Override
    public Path toRealPath(LinkOption... options) throws java.io.IOException {
        files.provider().checkAccess(this);
        return toAbsolutePath().normalize();
    }

    @Override
    public URI toUri() {
        return URI.create(DiskProvider.SCHEME + "://" + toAbsolutePath());
    }

    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("nobody watches this disk");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(of(other).toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiskPath path
                && path.files == files
                && path.absolute == absolute
                && path.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return (absolute ? SEPARATOR : "") + String.join(SEPARATOR, names);
    }
}
