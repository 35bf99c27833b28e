package stanchion.virtualboard;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The outside end of the byte channel: a file that the board's kernel maps as I/O memory. Its
/// layout stands in `modules/host-ring.c`.
///
/// One thread reads; several may write, frame by frame.
final class Ring implements AutoCloseable {
    static final int BYTES = 1 << 19;

    private static final long HEAD = 4_096;
    private static final long IN_WRITTEN = 0;
    private static final long IN_READ = 64;
    private static final long OUT_WRITTEN = 128;
    private static final long OUT_READ = 192;
    private static final long ALIVE = 256;
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int FRAME_HEAD = 4;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final Path file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private volatile boolean closed;
    private long beats;

    private Ring(Path file) throws IOException {
        this.file = file;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, HEAD + 2L * BYTES, arena);
        }
    }

    /// A ring in a new file, in memory where the machine has such a file system.
    static Ring create() throws IOException {
        Path shared = Path.of("/dev/shm");
        Path file =
                Files.isWritable(shared)
                        ? Files.createTempFile(shared, "stanchion-board-", ".ring")
                        : Files.createTempFile("stanchion-board-", ".ring");
        return new Ring(file);
    }

    Path file() {
        return file;
    }

    /// Waits for room; a frame for a board that has gone is dropped.
    synchronized void write(Frame frame) {
        byte[] bytes = frame.encoded();
        long at = load(IN_WRITTEN);
        while (BYTES - (at - load(IN_READ)) < bytes.length) {
            if (closed) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (closed) {
            return;
        }
        for (int i = 0; i < bytes.length; ) {
            long to = (at + i) % BYTES;
            int count = (int) Math.min(bytes.length - i, BYTES - to);
            MemorySegment.copy(bytes, i, memory, ValueLayout.JAVA_BYTE, HEAD + to, count);
            i += count;
        }
        store(IN_WRITTEN, at + bytes.length);
    }

    /// Waits for the next frame; empty when the ring was closed.
    Optional<Frame> read() {
        while (!closed) {
            store(ALIVE, ++beats);
            long at = load(OUT_READ);
            if (load(OUT_WRITTEN) - at >= FRAME_HEAD) {
                byte[] head = take(at, FRAME_HEAD);
                int length = Frame.length(head);
                byte[] bytes = take(at + FRAME_HEAD, length);
                store(OUT_READ, at + FRAME_HEAD + length);
                return Optional.of(new Frame((char) head[0], head[1] & 255, bytes));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Optional.empty();
    }

    private byte[] take(long at, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; ) {
            long from = (at + i) % BYTES;
            int part = (int) Math.min(count - i, BYTES - from);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, HEAD + BYTES + from, bytes, i, part);
            i += part;
        }
        return bytes;
    }

    private long load(long offset) {
        return (long) LONG.getAcquire(memory, offset);
    }

    private void store(long offset, long value) {
        LONG.setRelease(memory, offset, value);
    }

    /// Ends reading and writing; the memory itself goes with the process.
    @Override
    public void close() throws IOException {
        closed = true;
        Files.deleteIfExists(file);
    }
}
