package stanchion.notify;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// As much of MQTT 5 as it takes to say something and to know that it arrived: CONNECT, PUBLISH
/// with QoS 1, DISCONNECT. Subscribes to nothing, so that nobody can say anything to it.
final class Mqtt implements AutoCloseable {
    /// Whether the broker keeps a message for those who come later.
    enum Keep {
        RETAINED,
        PASSING
    }

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH_QOS_1 = 0x32;
    private static final int RETAIN = 0x01;
    private static final int PUBACK = 0x40;
    private static final int DISCONNECT = 0xe0;
    private static final int VERSION = 5;
    private static final int CLEAN_START = 0x02;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int REFUSED = 0x80;

    /// No answer to a CONNECT or a PUBLISH is longer.
    private static final int LONGEST_ANSWER = 4096;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private int packet;

    private Mqtt(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// Introduces itself on a connection, which is closed with this object.
    ///
    /// @throws IOException also when the broker does not want to hear from us
    static Mqtt connect(Socket socket, String client) throws IOException {
        Mqtt mqtt = new Mqtt(socket);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(body);
        text(to, "MQTT");
        to.writeByte(VERSION);
        to.writeByte(CLEAN_START);
        to.writeShort(KEEP_ALIVE_SECONDS);
        to.writeByte(0);
        text(to, client);
        mqtt.send(CONNECT, body.toByteArray());
        byte[] answer = mqtt.answer(CONNACK);
        if (answer.length < 2 || answer[1] != 0) {
            throw new IOException("the broker refuses the connection: " + reason(answer, 1));
        }
        return mqtt;
    }

    /// Says something; returns when the broker has it.
    void publish(String topic, String payload, Keep keep) throws IOException {
        packet++;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(body);
        text(to, topic);
        to.writeShort(packet);
        to.writeByte(0);
        to.write(payload.getBytes(StandardCharsets.UTF_8));
        send(PUBLISH_QOS_1 | (keep == Keep.RETAINED ? RETAIN : 0), body.toByteArray());
        byte[] answer = answer(PUBACK);
        int acknowledged = answer.length < 2 ? -1 : ((answer[0] & 0xff) << 8) | (answer[1] & 0xff);
        if (acknowledged != packet || (answer.length > 2 && (answer[2] & REFUSED) != 0)) {
            throw new IOException("the broker does not take " + topic + ": " + reason(answer, 2));
        }
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            send(DISCONNECT, new byte[0]);
        }
    }

    private void send(int type, byte[] body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 5);
        whole.write(type);
        int rest = body.length;
        do {
            int more = rest >>> 7;
            whole.write((rest & 0x7f) | (more > 0 ? 0x80 : 0));
            rest = more;
        } while (rest > 0);
        whole.writeBytes(body);
        out.write(whole.toByteArray());
        out.flush();
    }

    /// The body of the next packet, which must be of this type.
    private byte[] answer(int type) throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7f) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0 && shift < 28);
        if ((first & 0xf0) != type || length > LONGEST_ANSWER) {
            throw new IOException(
                    "the broker says something unasked: 0x" + Integer.toHexString(first));
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    private static String reason(byte[] answer, int at) {
        return answer.length > at ? "0x" + Integer.toHexString(answer[at] & 0xff) : "no reason";
    }

    private static void text(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeShort(bytes.length);
        to.write(bytes);
    }
}
