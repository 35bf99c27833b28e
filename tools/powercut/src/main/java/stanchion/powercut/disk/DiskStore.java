package stanchion.powercut.disk;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/// How much room there is.
@SuppressWarnings("NullAway") // FileStore's contract has null for a view that is not there
final class DiskStore extends FileStore {
    /// What a file takes up is a multiple of this many bytes.
    static final int PAGE = 4096;

    private static final long TOTAL = 64L << 20;

    private final Disk disk;

    DiskStore(Disk disk) {
        this.disk = disk;
    }

    @Override
    public String name() {
        return "powercut";
    }

    @Override
    public String type() {
        return "powercut";
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public long getTotalSpace() {
        return TOTAL;
    }

    @Override
    public long getUsableSpace() {
        return Math.max(0, TOTAL - disk.used());
    }

    @Override
    public long getUnallocatedSpace() {
        return getUsableSpace();
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return false;
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return name.equals("basic") || name.equals("posix") || name.equals("unix");
    }

    @Override
    public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
        return null;
    }

    @Override
    public Object getAttribute(String attribute) {
        throw new UnsupportedOperationException(attribute);
    }
}
