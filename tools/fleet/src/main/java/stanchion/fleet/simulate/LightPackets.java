package stanchion.fleet.simulate;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The packets of MQTT 5 (OASIS standard, sections 2 and 3) that a light device needs.
final class LightPackets {
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    private static final int RECEIVE_MAXIMUM = 16;
    private static final int LARGEST = 512 * 1024;

    private LightPackets() {}

    /// A packet as it came.
    ///
    /// @param flags the lower half of its first byte
    @SuppressWarnings("ArrayRecordComponent") // read once, compared nowhere
    record Packet(int type, int flags, byte[] body) {}

    /// A message as it came.
    ///
    /// @param id of the packet; 0 when it wants no acknowledgement
    @SuppressWarnings("ArrayRecordComponent") // read once, compared nowhere
    record Arrival(String topic, int id, byte[] correlation, byte[] payload) {}

    /// A message to be sent.
    ///
    /// @param correlation none is sent when it is empty
    @SuppressWarnings("ArrayRecordComponent") // written once, compared nowhere
    record Departure(
            String topic, byte[] payload, boolean retain, String answers, byte[] correlation) {}

    /// Writes the body of a packet.
    @FunctionalInterface
    private interface Body {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] connect(String client) throws IOException {
        return packet(
                0x10,
                out -> {
                    out.writeUTF("MQTT");
                    out.writeByte(5);
                    out.writeByte(2); // clean start
                    out.writeShort(0); // no keep-alive: a fleet that is silent costs nothing
                    properties(
                            out,
                            more -> {
                                more.writeByte(0x21);
                                more.writeShort(RECEIVE_MAXIMUM);
                            });
                    out.writeUTF(client);
                });
    }

    static byte[] subscribe(int id, String filter) throws IOException {
        return packet(
                0x82,
                out -> {
                    out.writeShort(id);
                    out.writeByte(0);
                    out.writeUTF(filter);
                    out.writeByte(1);
                });
    }

    static byte[] unsubscribe(int id, String filter) throws IOException {
        return packet(
                0xa2,
                out -> {
                    out.writeShort(id);
                    out.writeByte(0);
                    out.writeUTF(filter);
                });
    }

    static byte[] publish(int id, Departure message) throws IOException {
        return packet(
                0x32 | (message.retain() ? 1 : 0),
                out -> {
                    out.writeUTF(message.topic());
                    out.writeShort(id);
                    properties(
                            out,
                            more -> {
                                if (message.correlation().length > 0) {
                                    more.writeByte(0x08);
                                    more.writeUTF(message.answers());
                                    more.writeByte(0x09);
                                    more.writeShort(message.correlation().length);
                                    more.write(message.correlation());
                                }
                            });
                    out.write(message.payload());
                });
    }

    static byte[] acknowledge(int id) throws IOException {
        return packet(0x40, out -> out.writeShort(id));
    }

    static byte[] disconnect() {
        return new byte[] {(byte) 0xe0, 0};
    }

    private static void properties(DataOutputStream out, Body body) throws IOException {
        byte[] bytes = bytes(body);
        number(out, bytes.length);
        out.write(bytes);
    }

    private static byte[] packet(int first, Body body) throws IOException {
        byte[] bytes = bytes(body);
        return bytes(out -> {
            out.writeByte(first);
            number(out, bytes.length);
            out.write(bytes);
        });
    }

    private static byte[] bytes(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /// A variable byte integer (section 1.5.5).
    private static void number(DataOutputStream out, int value) throws IOException {
        int rest = value;
        while (rest > 0x7f) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        out.writeByte(rest);
    }

    /// Reads what follows the first byte of a packet.
    static Packet read(int first, DataInputStream in) throws IOException {
        int length = number(in);
        if (length > LARGEST) {
            throw new IOException("a packet of " + length + " bytes");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet((first & 0xff) >> 4, first & 0x0f, body);
    }

    private static int number(DataInputStream in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a length of more than four bytes");
    }

    static Arrival arrival(Packet packet) throws IOException {
        DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(packet.body()));
        String topic = in.readUTF();
        int id = (packet.flags() & 6) == 0 ? 0 : in.readUnsignedShort();
        byte[] properties = new byte[number(in)];
        in.readFully(properties);
        return new Arrival(topic, id, correlation(properties), in.readAllBytes());
    }

    /// Of the properties of a publication (section 3.3.2.3) only this one matters.
    private static byte[] correlation(byte[] properties) throws IOException {
        DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(properties));
        byte[] found = {};
        while (in.available() > 0) {
            int name = in.readUnsignedByte();
            switch (name) {
                case 0x01 -> in.readByte();
                case 0x02 -> in.readInt();
                case 0x23 -> in.readShort();
                case 0x0b -> number(in);
                case 0x03, 0x08 -> in.readUTF();
                case 0x26 -> {
                    in.readUTF();
                    in.readUTF();
                }
                case 0x09 -> {
                    found = new byte[in.readUnsignedShort()];
                    in.readFully(found);
                }
                default -> throw new IOException("property " + name);
            }
        }
        return found;
    }

    static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
