package stanchion.hal.linux.os;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// An open device node: ioctl(2), read(2), write(2), poll(2), with nothing allocated per call.
///
/// A call returns what the kernel returned, or −errno; whether that is an error to throw or a value
/// to report is the driver's business. A device is used by one thread at a time, because the
/// segments it reuses are its own. Memory is the collector's to give back, so that a closed device
/// can never be written into; the file descriptor is closed by [#close].
public final class Device implements AutoCloseable {
    private static final int O_CLOEXEC = 0x80000;
    private static final int CLOSED = -1;
    private static final long POLLFD_BYTES = 8;
    private static final long POLLFD_EVENTS = 4;
    private static final long POLLFD_REVENTS = 6;
    private static final short POLLIN = 1;
    private static final short AF_UNIX = 1;
    private static final int DATAGRAMS = 2 | 0x800 | O_CLOEXEC; // SOCK_DGRAM, SOCK_NONBLOCK
    private static final int LONGEST_ADDRESS = 107;
    private static final long SOCKADDR_BYTES = 110;

    /// Why a device is opened.
    public enum Access {
        READ(0),
        WRITE(1),
        READ_WRITE(2),
        /// Reads never wait for data.
        READ_AT_ONCE(0x800);

        private final int flags;

        Access(int flags) {
            this.flags = flags;
        }
    }

    private final String name;
    private final MemorySegment captured;
    private final MemorySegment pollfd;
    private volatile int fd;

    private Device(String name, int fd) {
        this.name = name;
        this.fd = fd;
        captured = memory(Calls.CAPTURED.byteSize());
        pollfd = memory(POLLFD_BYTES);
    }

    /// Memory a driver reuses for its calls, zeroed, aligned for any kernel structure.
    public static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, Long.BYTES);
    }

    /// Opens a device node; it is not handed to child processes.
    public static Device open(Path path, Access access) throws IOException {
        MemorySegment captured = memory(Calls.CAPTURED.byteSize());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(path.toString());
            int fd;
            do {
                fd = (int) Calls.OPEN.invokeExact(captured, text, access.flags | O_CLOEXEC);
            } while (fd < 0 && errno(captured) == Errno.EINTR);
            if (fd < 0) {
                throw new IOException(path + ": " + Errno.meaning(errno(captured)));
            }
            return new Device(path.toString(), fd);
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// A datagram socket of the Unix domain, connected; writing never waits. The JDK has none.
    ///
    /// @param address a path, or `@` and a name without one
    public static Device datagrams(String address) throws IOException {
        byte[] name = address.getBytes(StandardCharsets.UTF_8);
        boolean isPath = name.length > 0 && name[0] == '/';
        if (name.length > LONGEST_ADDRESS || (!isPath && (name.length < 2 || name[0] != '@'))) {
            throw new IOException("'" + address + "' is no address of a Unix socket");
        }
        MemorySegment captured = memory(Calls.CAPTURED.byteSize());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment socket = arena.allocate(SOCKADDR_BYTES, Short.BYTES);
            socket.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(name, 0, socket, ValueLayout.JAVA_BYTE, Short.BYTES, name.length);
            if (!isPath) {
                socket.set(ValueLayout.JAVA_BYTE, Short.BYTES, (byte) 0);
            }
            int fd = (int) Calls.SOCKET.invokeExact(captured, (int) AF_UNIX, DATAGRAMS, 0);
            Device device = new Device(address, checked(address, captured, fd));
            int length = Short.BYTES + name.length + (isPath ? 1 : 0);
            int result = (int) Calls.CONNECT.invokeExact(captured, fd, socket, length);
            if (result < 0) {
                device.close();
            }
            checked(address, captured, result);
            return device;
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    private static int checked(String name, MemorySegment captured, int result) throws IOException {
        if (result < 0) {
            throw new IOException(name + ": " + Errno.meaning(errno(captured)));
        }
        return result;
    }

    /// A descriptor the kernel handed out by itself, a line request of GPIO for one.
    ///
    /// @param name for messages
    public static Device adopt(String name, int fd) {
        return new Device(name, fd);
    }

    /// The path it was opened by, or what it was called when it was adopted.
    public String name() {
        return name;
    }

    /// ioctl(2) with a structure.
    public int ioctl(long request, MemorySegment structure) {
        try {
            int result = (int) Calls.IOCTL.invokeExact(captured, fd, request, structure);
            return result < 0 ? -errno(captured) : result;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// ioctl(2) with a plain number.
    public int ioctl(long request, long value) {
        try {
            int result = (int) Calls.IOCTL_VALUE.invokeExact(captured, fd, request, value);
            return result < 0 ? -errno(captured) : result;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// ioctl(2) that must succeed, as at opening.
    ///
    /// @param what is done, for the message: "ask for the line PILOT"
    public int must(String what, long request, MemorySegment structure) throws IOException {
        return checked(what, ioctl(request, structure));
    }

    /// The result again, or what is wrong with it as a line for a person.
    public int checked(String what, int result) throws IOException {
        if (result < 0) {
            throw new IOException(name + ": cannot " + what + ": " + Errno.meaning(-result));
        }
        return result;
    }

    /// Bytes read into the segment's beginning.
    public long read(MemorySegment into) {
        try {
            long result = (long) Calls.READ.invokeExact(captured, fd, into, into.byteSize());
            return result < 0 ? -errno(captured) : result;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// Bytes read from the file's beginning, for attributes that are read again and again.
    public long readAgain(MemorySegment into) {
        try {
            long result = (long) Calls.PREAD.invokeExact(captured, fd, into, into.byteSize(), 0L);
            return result < 0 ? -errno(captured) : result;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// Bytes written of the segment's first `length`.
    public long write(MemorySegment from, long length) {
        try {
            long result = (long) Calls.WRITE.invokeExact(captured, fd, from, length);
            return result < 0 ? -errno(captured) : result;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// Bytes written at the file's beginning, for attributes that are written again and again.
    public long writeAgain(MemorySegment from, long length) {
        try {
            long result = (long) Calls.PWRITE.invokeExact(captured, fd, from, length, 0L);
            return result < 0 ? -errno(captured) : result;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// Waits until there is something to read.
    ///
    /// @param timeoutMillis 0 only looks
    /// @return whether there is; false too when the device is gone
    public boolean readable(int timeoutMillis) {
        try {
            pollfd.set(ValueLayout.JAVA_INT, 0, fd);
            pollfd.set(ValueLayout.JAVA_SHORT, POLLFD_EVENTS, POLLIN);
            int ready = (int) Calls.POLL.invokeExact(captured, pollfd, 1L, timeoutMillis);
            return ready > 0 && (pollfd.get(ValueLayout.JAVA_SHORT, POLLFD_REVENTS) & POLLIN) != 0;
        } catch (Throwable bug) {
            throw unexpected(bug);
        }
    }

    /// Gives the descriptor back; twice is harmless.
    @Override
    public void close() {
        int last = fd;
        fd = CLOSED;
        if (last != CLOSED) {
            try {
                int _ = (int) Calls.CLOSE.invokeExact(captured, last);
            } catch (Throwable bug) {
                throw unexpected(bug);
            }
        }
    }

    private static int errno(MemorySegment captured) {
        return (int) Calls.ERRNO.get(captured, 0L);
    }

    /// A call handle declares Throwable; nothing but a bug or an Error comes out of one.
    private static RuntimeException unexpected(Throwable bug) {
        if (bug instanceof RuntimeException known) {
            return known;
        }
        if (bug instanceof Error serious) {
            throw serious;
        }
        return new IllegalStateException(bug);
    }
}
