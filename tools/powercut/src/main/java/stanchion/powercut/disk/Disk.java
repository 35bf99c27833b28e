package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A disk in memory that keeps, when its power goes, what was synced, and of the rest what it
/// likes.
///
/// ```text
/// write, truncate ──► volatile ──force() of the file──────────► on the medium
/// create, delete, ──► volatile ──force() of the open folder──► on the medium
/// rename
/// ```
///
/// Nothing else makes anything sure: syncing a file does not keep its name, syncing a folder not
/// what is in its files, and no change waits for one made before, save changes of the same name.
/// Each 512-byte block of a file, its length and each name is found in any of the states it went
/// through since; a rename is found done or not done.
///
/// Not thread-safe.
public final class Disk {
    private static final int MOST_REMEMBERED = 4096;
    private static final String NO_SPACE = "No space left on device";
    private static final String BROKEN = "Input/output error";

    private final Lies lies;
    private final DiskFileSystem files;
    private final FolderNode root;
    private final Names names = new Names();
    private final List<Operation> log = new ArrayList<>();
    private final Counts counts = new Counts();
    private Fault fault = Fault.NONE;
    private int changes;
    private int reads;
    private long nodes;
    private long ticks;
    private boolean off;
    private boolean struck;

    /// An empty disk.
    public Disk() {
        this(Lies.NONE);
    }

    public Disk(Lies lies) {
        this.lies = lies;
        this.root = new FolderNode(fresh(Set.of(PosixFilePermission.values())), Map.of());
        this.files = new DiskFileSystem(this);
    }

    private Disk(Disk before, FolderNode root) {
        this.lies = before.lies;
        this.root = root;
        this.nodes = before.nodes;
        this.ticks = before.ticks;
        this.files = new DiskFileSystem(this);
    }

    public FileSystem files() {
        return files;
    }

    /// The path of the topmost folder.
    public Path top() {
        return files.top();
    }

    /// Lets this go wrong. Operations are counted, and remembered, from here.
    public void set(Fault next) {
        fault = next;
        changes = 0;
        reads = 0;
        log.clear();
    }

    /// Whether the power has gone.
    public boolean off() {
        return off;
    }

    /// Whether a fault has struck, of any kind, in this disk's life.
    public boolean struck() {
        return struck;
    }

    /// For whoever called something that may have swallowed the end of the power.
    ///
    /// @throws PowerCutError when it has gone
    public void requirePower() {
        requirePower("");
    }

    /// Changes since the last [#set].
    public int changes() {
        return changes;
    }

    /// Reads since the last [#set].
    public int reads() {
        return reads;
    }

    /// The changes since the last [#set], as far as they are remembered.
    public List<Operation> log() {
        return List.copyOf(log);
    }

    /// How often each kind of operation was done in this disk's life.
    public Map<Operation.Kind, Integer> counts() {
        return counts.all();
    }

    /// Whether a power cut now could take something.
    public boolean dirty() {
        return names.dirty() || dirty(root);
    }

    private static boolean dirty(Node node) {
        return switch (node) {
            case FileNode file -> file.dirty();
            case FolderNode folder -> folder.now().values().stream().anyMatch(Disk::dirty);
        };
    }

    /// The disk as it is found when the power comes back, whether it has gone or would go now.
    public Disk survivor(Dice dice) {
        Survival survival = new Survival(dice, names.survivors(dice));
        return new Disk(this, (FolderNode) root.survivor(survival));
    }

    FolderNode root() {
        return root;
    }

    Names names() {
        return names;
    }

    Stamp fresh(Set<PosixFilePermission> permissions) {
        return new Stamp(++nodes, permissions, tick());
    }

    FileTime tick() {
        return FileTime.fromMillis(++ticks);
    }

    boolean splits(String to) {
        return lies.breaks(Operation.Kind.RENAME, to);
    }

    /// What a change does once it is counted. It cannot fail any more.
    interface Effect {
        void run();
    }

    /// A change that found no room does nothing, and says so.
    void change(Operation.Kind kind, String path, Effect effect) throws IOException {
        count(kind, path);
        if (kind.needsRoom() && fault.hits(Fault.Kind.FULL, changes)) {
            struck = true;
            throw new FileSystemException(path, null, NO_SPACE);
        }
        done(kind, path, effect);
    }

    /// A write that finds the last of the room.
    void lastRoom(String path, Effect effect) {
        count(Operation.Kind.WRITE, path);
        done(Operation.Kind.WRITE, path, effect);
    }

    private void done(Operation.Kind kind, String path, Effect effect) {
        boolean cut = fault.hits(Fault.Kind.POWER, changes);
        boolean skipped = kind.sync() && (cut || lies.breaks(kind, path));
        if (!skipped) {
            effect.run();
        }
        if (cut) {
            off = true;
            struck = true;
            throw new PowerCutError(kind + " " + path);
        }
    }

    /// Whether the next change finds the last of the room.
    boolean fillsUp() {
        return fault.hits(Fault.Kind.FULL, changes + 1)
                && !fault.hits(Fault.Kind.FULL, changes)
                && fault.to() > changes + 1;
    }

    private void count(Operation.Kind kind, String path) {
        requirePower(path);
        changes++;
        counts.add(kind);
        if (log.size() < MOST_REMEMBERED) {
            log.add(new Operation(changes, kind, path));
        }
    }

    void read(Operation.Kind kind, String path) throws IOException {
        requirePower(path);
        reads++;
        counts.add(kind);
        if (fault.hits(Fault.Kind.UNREADABLE, reads)) {
            struck = true;
            throw new FileSystemException(path, null, BROKEN);
        }
    }

    private void requirePower(String path) {
        if (off) {
            throw new PowerCutError("after the cut: " + path);
        }
    }

    /// The node at a path.
    Optional<Node> find(DiskPath path) {
        Node node = root;
        for (String name : path.real()) {
            if (!(node instanceof FolderNode folder)) {
                return Optional.empty();
            }
            Node next = folder.now().get(name);
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    long used() {
        return used(root);
    }

    private static long used(Node node) {
        return switch (node) {
            case FileNode file -> pages(file.length());
            case FolderNode folder ->
                    DiskStore.PAGE + folder.now().values().stream().mapToLong(Disk::used).sum();
        };
    }

    private static long pages(long length) {
        return (length + DiskStore.PAGE - 1) / DiskStore.PAGE * DiskStore.PAGE;
    }
}
