package stanchion.virtualboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries connections that programs on the board make to their own loopback to the same port of
/// this machine's: the board has no network.
final class Carrier {
    private static final int CHUNK = 4_096;

    private final Consumer<Frame> orders;
    private final List<Integer> ports = new ArrayList<>();
    private final Map<Integer, Socket> connections = new HashMap<>();

    Carrier(Consumer<Frame> orders) {
        this.orders = orders;
    }

    /// @param port of `localhost`, inside and outside
    synchronized void listen(int port) {
        ports.add(port);
        orders.accept(Frame.of('L', ports.size() - 1, String.valueOf(port)));
    }

    /// The board has begun anew.
    synchronized void listenAgain() {
        for (int i = 0; i < ports.size(); i++) {
            orders.accept(Frame.of('L', i, String.valueOf(ports.get(i))));
        }
    }

    private synchronized int port(Frame arrived) {
        return ports.get(arrived.bytes()[0]);
    }

    void arrived(Frame frame) {
        int number = frame.number();
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(frame));
            socket.setTcpNoDelay(true);
            synchronized (this) {
                connections.put(number, socket);
            }
            Thread.ofVirtual().start(() -> bringBack(number, socket));
        } catch (IOException refused) {
            orders.accept(new Frame('z', number, new byte[0]));
        }
    }

    private void bringBack(int number, Socket socket) {
        byte[] chunk = new byte[CHUNK];
        try (InputStream from = socket.getInputStream()) {
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                orders.accept(new Frame('d', number, java.util.Arrays.copyOf(chunk, count)));
            }
        } catch (IOException gone) {
            close(socket);
        }
        if (forget(number, socket)) {
            orders.accept(new Frame('z', number, new byte[0]));
        }
    }

    void bytes(Frame frame) {
        Optional<Socket> to = find(frame.number());
        try {
            if (to.isPresent()) {
                to.get().getOutputStream().write(frame.bytes());
            }
        } catch (IOException gone) {
            ended(frame);
            orders.accept(new Frame('z', frame.number(), new byte[0]));
        }
    }

    /// The board's end of a connection is closed.
    void ended(Frame frame) {
        find(frame.number())
                .ifPresent(socket -> {
                    forget(frame.number(), socket);
                    close(socket);
                });
    }

    synchronized void allGone() {
        connections.values().forEach(Carrier::close);
        connections.clear();
    }

    private synchronized Optional<Socket> find(int number) {
        return Optional.ofNullable(connections.get(number));
    }

    private synchronized boolean forget(int number, Socket socket) {
        return connections.remove(number, socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            return; // closed either way
        }
    }
}
