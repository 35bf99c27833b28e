package stanchion.fleet.simulate;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import stanchion.fleet.simulate.LightPackets.Arrival;
import stanchion.fleet.simulate.LightPackets.Departure;
import stanchion.fleet.simulate.LightPackets.Packet;

/// A charger's connection that costs a socket and a few hundred bytes: MQTT 5, QoS 1, no TLS, on
/// this machine alone. One thread uses it, and that thread reads.
final class LightClient implements AutoCloseable {
    /// Long, because thousands of devices share what processors there are.
    private static final int ANSWER_MILLIS = 300_000;

    private static final int BUFFER = 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final AtomicLong messages;
    private final Deque<Arrival> arrived = new ArrayDeque<>();
    private int lastId;

    private LightClient(Socket socket, AtomicLong messages) throws IOException {
        this.socket = socket;
        this.messages = messages;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    }

    /// @param messages counts what goes and comes
    static LightClient connect(int port, String name, AtomicLong messages) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            InetAddress here = InetAddress.getLoopbackAddress();
            socket.connect(new InetSocketAddress(here, port), ANSWER_MILLIS);
            LightClient client = new LightClient(socket, messages);
            client.greet(name);
            return client;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private void greet(String name) throws IOException {
        write(LightPackets.connect(name));
        Packet answer = packet(ANSWER_MILLIS).orElseThrow(() -> new IOException("no answer"));
        if (answer.type() != LightPackets.CONNACK || answer.body()[1] != 0) {
            throw new IOException("not let in");
        }
    }

    void subscribe(String filter) throws IOException {
        int id = id();
        write(LightPackets.subscribe(id, filter));
        awaitAnswer(9, id);
    }

    void unsubscribe(String filter) throws IOException {
        int id = id();
        write(LightPackets.unsubscribe(id, filter));
        awaitAnswer(11, id);
    }

    /// Returns when the broker has it.
    void publish(Departure message) throws IOException {
        int id = id();
        messages.incrementAndGet();
        write(LightPackets.publish(id, message));
        awaitAnswer(LightPackets.PUBACK, id);
    }

    /// The next message; nothing when none comes in time.
    Optional<Arrival> next(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (arrived.isEmpty()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            Optional<Packet> packet = millis <= 0 ? Optional.empty() : packet((int) millis);
            if (packet.isEmpty()) {
                return Optional.empty();
            }
            take(packet.get());
        }
        return Optional.of(arrived.removeFirst());
    }

    private void awaitAnswer(int type, int id) throws IOException {
        while (true) {
            Packet packet = packet(ANSWER_MILLIS).orElseThrow(() -> new IOException("no answer"));
            byte[] body = packet.body();
            if (packet.type() == type && ((body[0] & 0xff) << 8 | (body[1] & 0xff)) == id) {
                return;
            }
            take(packet);
        }
    }

    private void take(Packet packet) throws IOException {
        if (packet.type() == LightPackets.PUBLISH) {
            Arrival arrival = LightPackets.arrival(packet);
            messages.incrementAndGet();
            if (arrival.id() != 0) {
                write(LightPackets.acknowledge(arrival.id()));
            }
            arrived.addLast(arrival);
        } else if (packet.type() == 14) {
            throw new IOException("the broker ends the connection");
        }
    }

    private Optional<Packet> packet(int millis) throws IOException {
        int first;
        try {
            socket.setSoTimeout(Math.max(1, millis));
            first = in.read();
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        }
        if (first < 0) {
            throw new IOException("the connection ended");
        }
        socket.setSoTimeout(ANSWER_MILLIS);
        return Optional.of(LightPackets.read(first, in));
    }

    private void write(byte[] packet) throws IOException {
        socket.getOutputStream().write(packet);
    }

    private int id() {
        lastId = lastId % 0xffff + 1;
        return lastId;
    }

    @Override
    public void close() {
        try (socket) {
            write(LightPackets.disconnect());
        } catch (IOException gone) {
            arrived.clear(); // the connection had ended already
        }
    }
}
