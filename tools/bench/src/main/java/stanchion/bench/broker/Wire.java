package stanchion.bench.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between charger and broker: a loopback port that passes every byte on, until it is
/// cut.
///
/// TLS goes through unseen. A cut drops all connections at once; until it is joined again, a new
/// connection is closed as soon as it is made.
public final class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int exitPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean joined = true;

    /// @param exitPort where the broker listens
    public Wire(int exitPort) {
        this.exitPort = exitPort;
        try {
            entrance = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    public boolean isJoined() {
        return joined;
    }

    public void cut() {
        joined = false;
        open.forEach(Wire::drop);
    }

    public void join() {
        joined = true;
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the wire does not close", e);
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                if (!entrance.isClosed()) {
                    throw new UncheckedIOException("the wire takes no connection", e);
                }
            }
        }
    }

    private void connect(Socket near) {
        open.add(near);
        if (!joined) {
            drop(near);
            return;
        }
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), exitPort);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            open.add(far);
            Thread.ofVirtual().start(() -> pass(near, far));
            Thread.ofVirtual().start(() -> pass(far, near));
        } catch (IOException e) {
            drop(near); // the broker is down: the charger sees a closed connection
        }
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            drop(from); // cut, or one side has gone: both ends are closed below
        }
        drop(from);
        drop(to);
        open.remove(from);
        open.remove(to);
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection does not close", e);
        }
    }
}
