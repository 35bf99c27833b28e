package stanchion.powercut.nbd;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Serves media to a virtual machine, over the Network Block Device protocol on a Unix socket: one
/// client at a time, one request after the other.
///
/// READ, WRITE, FLUSH, DISC, and FUA on a write; anything else is refused with EINVAL. While the
/// medium's power is off no request is answered, as with a disk: the client sees no error, and
/// nothing that was not acknowledged before will be.
public final class NbdServer implements AutoCloseable {
    /// Longest read or write; QEMU sends no more than 32 MiB.
    static final int LONGEST = 32 << 20;

    private static final int REQUEST_MAGIC = 0x25609513;
    private static final int REPLY_MAGIC = 0x67446698;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int FUA = 1;

    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int DISCONNECT = 2;
    private static final int FLUSH = 3;

    /// Gives every client its medium, and hears of every change before it is done.
    public interface Host {
        /// The one that is in, asked for at every request: all are of one size.
        Medium medium();

        /// A write stands in the cache, or a flush is about to be done; now the power may go.
        ///
        /// @return whether there is power still
        boolean change(Medium medium);
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Host host;
    private final Thread thread;

    private NbdServer(Path socket, ServerSocketChannel server, Host host) {
        this.socket = socket;
        this.server = server;
        this.host = host;
        this.thread = Thread.ofPlatform().name("nbd").daemon().unstarted(this::serve);
    }

    /// Listens on a socket that is made anew.
    public static NbdServer open(Path socket, Host host) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        NbdServer made = new NbdServer(socket, server, host);
        made.thread.start();
        return made;
    }

    /// Where it listens.
    public Path socket() {
        return socket;
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                converse(client);
            } catch (IOException gone) {
                // the client, or this server: the loop looks which
            }
        }
    }

    private void converse(SocketChannel client) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client)));
        if (new Handshake(in, out, host.medium().size()).shake()) {
            while (request(in, out, host.medium())) {
                out.flush();
            }
        }
    }

    /// @return whether the client wants more
    private boolean request(DataInputStream in, DataOutputStream out, Medium medium)
            throws IOException {
        if (in.readInt() != REQUEST_MAGIC) {
            throw new IOException("not a request of NBD");
        }
        boolean safe = (in.readUnsignedShort() & FUA) != 0;
        int type = in.readUnsignedShort();
        long handle = in.readLong();
        long at = in.readLong();
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a request of " + length + " bytes");
        }
        boolean inside = at >= 0 && at <= medium.size() - length;
        switch (type) {
            case READ -> {
                reply(out, handle, inside ? 0 : EINVAL);
                out.write(inside ? medium.read(at, length) : new byte[0]);
            }
            case WRITE -> {
                byte[] bytes = new byte[length];
                in.readFully(bytes);
                if (inside) {
                    medium.write(at, bytes);
                    if (!powered(in, medium)) {
                        return false;
                    }
                    medium.flush(at, safe ? length : 0);
                }
                reply(out, handle, inside ? 0 : ENOSPC);
            }
            case FLUSH -> {
                if (!powered(in, medium)) {
                    return false;
                }
                medium.flush();
                reply(out, handle, 0);
            }
            case DISCONNECT -> {
                return false;
            }
            default -> reply(out, handle, EINVAL);
        }
        return true;
    }

    /// Whether there is power; when there is none, only after the client has gone.
    private boolean powered(DataInputStream in, Medium medium) throws IOException {
        if (host.change(medium)) {
            return true;
        }
        in.skipNBytes(Long.MAX_VALUE);
        return false;
    }

    private static void reply(DataOutputStream out, long handle, int error) throws IOException {
        out.writeInt(REPLY_MAGIC);
        out.writeInt(error);
        out.writeLong(handle);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
