package stanchion.boot;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// The mailbox behind a device node of the Raspberry Pi's kernel, `/dev/vcio`.
///
/// The JDK has no ioctl(2): the C library's `open`, `ioctl` and `close` are called for it, and
/// nothing else in the verifier calls native code.
public final class Vcio implements Mailbox {
    public static final Path DEVICE = Path.of("/dev/vcio");

    /// `_IOWR(100, 0, char *)` where a pointer has 64 bits (drivers/char/broadcom/vcio.c).
    private static final long PROPERTY = 0xC008_6400L;

    /// `O_RDONLY | O_CLOEXEC`, the same on arm64 and amd64.
    private static final int READ_ONLY = 0x80000;

    private static final FunctionDescriptor OPEN =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final FunctionDescriptor IOCTL =
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS);
    private static final FunctionDescriptor CLOSE =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final StructLayout STATE = Linker.Option.captureStateLayout();

    private final Linker linker = Linker.nativeLinker();
    private final Path device;

    public Vcio(Path device) {
        this.device = device;
    }

    @Override
    public byte[] exchange(byte[] message) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment buffer = arena.allocate(message.length, Long.BYTES);
            MemorySegment.copy(message, 0, buffer, ValueLayout.JAVA_BYTE, 0, message.length);
            int file = open(state, arena.allocateFrom(device.toString()));
            try {
                ioctl(state, file, buffer);
            } finally {
                close(file);
            }
            return buffer.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private int open(MemorySegment state, MemorySegment path) throws IOException {
        MethodHandle open = variadic("open", OPEN, 2);
        int file;
        try {
            file = (int) open.invokeExact(state, path, READ_ONLY);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
        check("open", file, state);
        return file;
    }

    private void ioctl(MemorySegment state, int file, MemorySegment buffer) throws IOException {
        MethodHandle ioctl = variadic("ioctl", IOCTL, 2);
        int result;
        try {
            result = (int) ioctl.invokeExact(state, file, PROPERTY, buffer);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
        check("ioctl", result, state);
    }

    @SuppressWarnings("restricted") // a call into libc is what this class is for
    private void close(int file) {
        MethodHandle close = linker.downcallHandle(function("close"), CLOSE);
        try {
            int ignored = (int) close.invokeExact(file); // there is nothing to lose in a read
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// A function whose arguments from `first` on are variadic.
    @SuppressWarnings("restricted") // a call into libc is what this class is for
    private MethodHandle variadic(String name, FunctionDescriptor signature, int first) {
        return linker.downcallHandle(
                function(name),
                signature,
                Linker.Option.firstVariadicArg(first),
                Linker.Option.captureCallState("errno"));
    }

    private MemorySegment function(String name) {
        return linker.defaultLookup().findOrThrow(name);
    }

    private void check(String call, int result, MemorySegment state) throws IOException {
        if (result < 0) {
            long errno = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
            int cause = state.get(ValueLayout.JAVA_INT, errno);
            throw new IOException(device + ": " + call + " failed: " + text(cause));
        }
    }

    /// The causes a person can do something about (errno(3)).
    private static String text(int errno) {
        return switch (errno) {
            case 1, 13 -> "not permitted";
            case 2 -> "no such device";
            case 22 -> "refused by the firmware (EINVAL)";
            case 25 -> "no mailbox (ENOTTY)";
            default -> "errno " + errno;
        };
    }
}
