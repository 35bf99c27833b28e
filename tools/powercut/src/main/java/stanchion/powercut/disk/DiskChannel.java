package stanchion.powercut.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// An open file, or a folder opened to be synced.
final class DiskChannel extends FileChannel {
    /// What it was opened for.
    enum Mode {
        READ,
        WRITE,
        APPEND,
        BOTH
    }

    private static final int TRANSFER = 8192;

    private final Disk disk;
    private final String path;
    private final Node node;
    private final Mode mode;
    private long position;

    DiskChannel(Disk disk, String path, Node node, Mode mode) {
        this.disk = disk;
        this.path = path;
        this.node = node;
        this.mode = mode;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = read(target, position);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public int read(ByteBuffer target, long at) throws IOException {
        FileNode file = readable();
        disk.read(Operation.Kind.READ, path);
        if (!target.hasRemaining()) {
            return 0;
        }
        byte[] bytes = file.read((int) Math.min(at, Integer.MAX_VALUE), target.remaining());
        target.put(bytes);
        return bytes.length == 0 ? -1 : bytes.length;
    }

    @Override
    public long read(ByteBuffer[] targets, int from, int count) throws IOException {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            int read = read(targets[i]);
            if (read < 0) {
                return sum == 0 ? -1 : sum;
            }
            sum += read;
        }
        return sum;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        FileNode file = writable();
        if (mode == Mode.APPEND) {
            position = file.length();
        }
        int count = write(source, position);
        position += count;
        return count;
    }

    /// On a disk that fills up the first write is short, as it may be anywhere.
    @Override
    public int write(ByteBuffer source, long at) throws IOException {
        FileNode file = writable();
        if (!source.hasRemaining()) {
            return 0;
        }
        boolean fillsUp = disk.fillsUp() && source.remaining() > 1;
        byte[] bytes = new byte[fillsUp ? source.remaining() / 2 : source.remaining()];
        source.get(source.position(), bytes);
        Disk.Effect effect = () -> written(file, at, bytes);
        if (fillsUp) {
            disk.lastRoom(path, effect);
        } else {
            disk.change(Operation.Kind.WRITE, path, effect);
        }
        source.position(source.position() + bytes.length);
        return bytes.length;
    }

    private void written(FileNode file, long at, byte[] bytes) {
        file.write((int) at, bytes);
        file.stamp().touch(disk.tick());
    }

    @Override
    public long write(ByteBuffer[] sources, int from, int count) throws IOException {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += write(sources[i]);
        }
        return sum;
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public FileChannel position(long next) throws IOException {
        requireOpen();
        if (next < 0) {
            throw new IllegalArgumentException("position " + next);
        }
        position = next;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return node instanceof FileNode file ? file.length() : DiskStore.PAGE;
    }

    @Override
    public FileChannel truncate(long length) throws IOException {
        FileNode file = writable();
        if (length < file.length()) {
            disk.change(Operation.Kind.TRUNCATE, path, () -> file.truncate((int) length));
        }
        position = Math.min(position, length);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        requireOpen();
        if (node instanceof FolderNode folder) {
            disk.change(Operation.Kind.SYNC_FOLDER, path, () -> disk.names().sync(folder));
        } else if (node instanceof FileNode file) {
            disk.change(Operation.Kind.SYNC, path, file::sync);
        }
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        ByteBuffer some = ByteBuffer.allocate((int) Math.min(count, TRANSFER));
        int read = read(some, from);
        return read <= 0 ? 0 : target.write(some.flip());
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) throws IOException {
        ByteBuffer some = ByteBuffer.allocate((int) Math.min(count, TRANSFER));
        int read = source.read(some);
        return read <= 0 ? 0 : write(some.flip(), at);
    }

    @Override
    public MappedByteBuffer map(MapMode how, long from, long length) {
        throw new UnsupportedOperationException("mapping is not modelled");
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) {
        throw new UnsupportedOperationException("locks are not modelled");
    }

    @Override
    public FileLock tryLock(long from, long length, boolean shared) {
        throw new UnsupportedOperationException("locks are not modelled");
    }

    @Override
    protected void implCloseChannel() {
        // what was written stays where it is
    }

    private FileNode readable() throws IOException {
        requireOpen();
        if (mode == Mode.WRITE || mode == Mode.APPEND) {
            throw new NonReadableChannelException();
        }
        return file();
    }

    private FileNode writable() throws IOException {
        requireOpen();
        if (mode == Mode.READ) {
            throw new NonWritableChannelException();
        }
        return file();
    }

    private FileNode file() throws IOException {
        if (node instanceof FileNode file) {
            return file;
        }
        throw new IOException("Is a directory");
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }
}
