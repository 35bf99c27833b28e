package stanchion.gateway.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// A piece of network between gateway and broker that can be cut, and may be narrow.
public final class Wire implements AutoCloseable {
    private final int target;
    private final int bytesPerSecond;
    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ServerSocket entrance;
    private boolean whole = true;

    public Wire(int target) throws IOException {
        this(target, 0);
    }

    /// A narrow one.
    ///
    /// @param bytesPerSecond in each direction; 0 for as many as there are
    public Wire(int target, int bytesPerSecond) throws IOException {
        this.target = target;
        this.bytesPerSecond = bytesPerSecond;
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

    private void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            to.setTcpNoDelay(true);
            byte[] buffer = new byte[bytesPerSecond == 0 ? 4096 : 512];
            long free = System.nanoTime();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (bytesPerSecond > 0) {
                    long now = System.nanoTime();
                    free = Math.max(free, now) + count * 1_000_000_000L / bytesPerSecond;
                    LockSupport.parkNanos(free - now);
                }
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
