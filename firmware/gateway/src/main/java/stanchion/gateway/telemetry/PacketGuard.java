package stanchion.gateway.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Hands MQTT packets to Paho only when they are complete, of bounded length, and without what Paho
/// stumbles over.
///
/// A read time-out in the middle of a packet is passed on and the packet is continued later; Paho
/// on its own forgets the half of the length it has read.
final class PacketGuard extends InputStream {
    /// The largest payload, metadata of an update, with every property and a topic that it may
    /// carry.
    static final int MAX_PACKET_BYTES = 256 * 1024 + 4 * 1024;

    /// Room made at once for a packet: an announced length alone costs no more than this.
    private static final int FIRST_BYTES = 4 * 1024;

    private static final int MAX_LENGTH_BYTES = 4;
    private static final int CONTINUES = 0x80;
    private static final int LENGTH_BITS = 0x7F;
    private static final int TYPE = 0xF0;
    private static final int CONNACK = 0x20;

    private final InputStream broker;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private byte[] body = {};
    private int announced;
    private int received;
    private boolean inBody;
    private byte[] packet = {};
    private int given;

    PacketGuard(InputStream broker) {
        this.broker = broker;
    }

    @Override
    public int read() throws IOException {
        return fill() ? packet[given++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, packet.length - given);
        System.arraycopy(packet, given, into, offset, count);
        given += count;
        return count;
    }

    @Override
    public int available() {
        return packet.length - given;
    }

    @Override
    public void close() throws IOException {
        broker.close();
    }

    /// Makes sure that there is something to give.
    ///
    /// @return false when the broker has closed the connection between two packets
    private boolean fill() throws IOException {
        if (given < packet.length) {
            return true;
        }
        if (!inBody && !receiveHeader()) {
            return false;
        }
        while (received < announced) {
            if (received == body.length) {
                body = Arrays.copyOf(body, Math.min(announced, 2 * body.length));
            }
            int count = broker.read(body, received, body.length - received);
            if (count < 0) {
                throw new EOFException("the broker closed the connection within a packet");
            }
            received += count;
        }
        complete();
        return true;
    }

    /// Type and length of a packet (MQTT 5, 2.1).
    private boolean receiveHeader() throws IOException {
        int last;
        do {
            last = broker.read();
            if (last < 0) {
                if (header.size() == 0) {
                    return false;
                }
                throw new EOFException("the broker closed the connection within a packet");
            }
            header.write(last);
        } while (header.size() == 1 || ((last & CONTINUES) != 0 && isLengthOpen()));
        announced = length(header.toByteArray());
        body = new byte[Math.min(announced, FIRST_BYTES)];
        received = 0;
        inBody = true;
        return true;
    }

    private boolean isLengthOpen() throws IOException {
        if (header.size() > MAX_LENGTH_BYTES) {
            throw new IOException("the broker sent a packet of malformed length");
        }
        return true;
    }

    private static int length(byte[] header) throws IOException {
        int length = 0;
        for (int at = 1; at < header.length; at++) {
            length |= (header[at] & LENGTH_BITS) << (7 * (at - 1));
        }
        if (length > MAX_PACKET_BYTES) {
            throw new IOException("the broker sent a packet of " + length + " bytes");
        }
        return length;
    }

    private void complete() throws IOException {
        int first = header.toByteArray()[0];
        byte[] content = (first & TYPE) == CONNACK ? ConnackFilter.filter(body) : body;
        ByteArrayOutputStream whole =
                new ByteArrayOutputStream(1 + MAX_LENGTH_BYTES + content.length);
        whole.write(first);
        ConnackFilter.writeLength(whole, content.length);
        whole.write(content);
        packet = whole.toByteArray();
        body = new byte[0];
        given = 0;
        header.reset();
        inBody = false;
    }
}
