package stanchion.benchboard;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The wire between a board and the simulator.
sealed interface TerminalLine extends AutoCloseable {
    /// Of a file's mode (inode(7)).
    int KIND = 0170000;

    /// The kind of a socket.
    int SOCKET = 0140000;

    /// Waits for bytes, and takes them.
    ///
    /// @return whether the other side is still there
    boolean read(ByteBuffer into) throws IOException;

    /// Writes what fits without waiting.
    void write(ByteBuffer from) throws IOException;

    /// Whether what is read first may be the middle of a frame: a line has no beginning.
    boolean beginsAnywhere();

    @Override
    void close() throws IOException;

    /// Opens what stands at a path: a socket file, or a device that is a serial line.
    static TerminalLine open(Path path) throws IOException {
        boolean device =
                Files.exists(path)
                        && Files.getAttribute(path, "unix:mode") instanceof Integer mode
                        && (mode & KIND) != SOCKET;
        return device ? Device.at(path) : Socket.at(path);
    }

    /// The simulator on this computer.
    record Socket(SocketChannel channel, Selector selector) implements TerminalLine {
        static Socket at(Path path) throws IOException {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(path));
                channel.configureBlocking(false);
                Selector selector = Selector.open();
                channel.register(selector, SelectionKey.OP_READ);
                return new Socket(channel, selector);
            } catch (IOException absent) {
                channel.close();
                throw absent;
            }
        }

        @Override
        public boolean read(ByteBuffer into) throws IOException {
            selector.select(key -> {});
            return channel.isOpen() && channel.read(into) >= 0;
        }

        @Override
        public boolean beginsAnywhere() {
            return false;
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            channel.write(from);
        }

        @Override
        public void close() throws IOException {
            selector.close();
            channel.close();
        }
    }

    /// The simulator outside of the virtual machine that this runs in, behind a serial port; the
    /// port takes what it is given while the machine runs.
    ///
    /// @param in and `out` lock each for itself, so that who waits to read keeps nobody from
    ///   writing
    record Device(RandomAccessFile file, FileChannel in, FileChannel out) implements TerminalLine {
        static Device at(Path path) throws IOException {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            return new Device(
                    file,
                    new FileInputStream(file.getFD()).getChannel(),
                    new FileOutputStream(file.getFD()).getChannel());
        }

        @Override
        public boolean read(ByteBuffer into) throws IOException {
            return in.read(into) > 0;
        }

        @Override
        public boolean beginsAnywhere() {
            return true;
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            out.write(from);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
