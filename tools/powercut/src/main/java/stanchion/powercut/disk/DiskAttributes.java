package stanchion.powercut.disk;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a disk tells of a node.
record DiskAttributes(Node node, Stamp stamp) implements PosixFileAttributes {
    private static final int REGULAR_FILE = 0100000;
    private static final int FOLDER = 0040000;

    /// The one to whom everything belongs.
    private record Somebody(String name) implements GroupPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }

    private static final Somebody OWNER = new Somebody("charger");

    static DiskAttributes of(Node node) {
        return new DiskAttributes(node, node.stamp());
    }

    /// The attributes that have names, as `Files.readAttributes` gives them.
    ///
    /// @param view `basic`, `posix` or `unix`
    Map<String, Object> named(String view) {
        TreeMap<String, Object> all = new TreeMap<>();
        all.put("size", size());
        all.put("isRegularFile", isRegularFile());
        all.put("isDirectory", isDirectory());
        all.put("isSymbolicLink", false);
        all.put("isOther", false);
        all.put("lastModifiedTime", lastModifiedTime());
        all.put("lastAccessTime", lastAccessTime());
        all.put("creationTime", creationTime());
        all.put("fileKey", fileKey());
        if (!view.equals("basic")) {
            all.put("permissions", permissions());
            all.put("owner", OWNER);
            all.put("group", OWNER);
        }
        if (view.equals("unix")) {
            all.put("mode", mode());
            all.put("nlink", isDirectory() ? 2 : 1);
            all.put("ino", stamp.number());
        }
        return all;
    }

    private int mode() {
        int bits = 0;
        for (char letter : PosixFilePermissions.toString(stamp.permissions()).toCharArray()) {
            bits = bits << 1 | (letter == '-' ? 0 : 1);
        }
        return (isDirectory() ? FOLDER : REGULAR_FILE) | bits;
    }

    @Override
    public UserPrincipal owner() {
        return OWNER;
    }

    @Override
    public GroupPrincipal group() {
        return OWNER;
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        return stamp.permissions();
    }

    @Override
    public FileTime lastModifiedTime() {
        return stamp.modified();
    }

    @Override
    public FileTime lastAccessTime() {
        return stamp.modified();
    }

    @Override
    public FileTime creationTime() {
        return stamp.modified();
    }

    @Override
    public boolean isRegularFile() {
        return node instanceof FileNode;
    }

    @Override
    public boolean isDirectory() {
        return node instanceof FolderNode;
    }

    @Override
    public boolean isSymbolicLink() {
        return false;
    }

    @Override
    public boolean isOther() {
        return false;
    }

    @Override
    public long size() {
        return node instanceof FileNode file ? file.length() : DiskStore.PAGE;
    }

    @Override
    public Object fileKey() {
        return stamp.number();
    }
}
