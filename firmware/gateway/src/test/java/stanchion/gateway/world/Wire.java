package stanchion.gateway.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A piece of network between gateway and broker that can be cut.
public final class Wire implements AutoCloseable {
    private final int target;
    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ServerSocket entrance;
    private boolean whole = true;

    public Wire(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /// Ends all connections in the middle of whatever they say, and every new one at once.
    public synchronized void cut() throws IOException {
        whole = false;
        for (Socket socket : sockets) {
            reset(socket);
        }
        sockets.clear();
    }

    /// Lets new connections through again.
    public synchronized void mend() {
        whole = true;
    }

    @Override
    public void close() throws IOException {
        cut();
        entrance.close();
    }

    private synchronized void connect(Socket near) throws IOException {
        if (!whole) {
            reset(near);
            return;
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(near);
        sockets.add(far);
        start(() -> pump(near, far));
        start(() -> pump(far, near));
    }

    private static void reset(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            connect(entrance.accept());
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        work.run();
                    } catch (IOException cut) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
