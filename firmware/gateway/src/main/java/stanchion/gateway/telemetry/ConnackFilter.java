package stanchion.gateway.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// Takes two offers out of the broker's CONNACK that Paho 1.2.5 cannot handle:
///
/// - Topic Alias Maximum: Paho then uses aliases, sends an unacknowledged message again on the next
///   connection with an alias that is unknown there, and is thrown out for ever.
/// - Receive Maximum above 32,767: Paho reads it as negative and refuses to send.
///
/// (MQTT 5, 3.2.2.3.)
final class ConnackFilter {
    private static final int TOPIC_ALIAS_MAXIMUM = 0x22;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int LARGEST_RECEIVE_MAXIMUM = Short.MAX_VALUE;

    private ConnackFilter() {}

    /// The variable header of a CONNACK without what hurts.
    static byte[] filter(byte[] body) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(in.get());
            out.write(in.get());
            byte[] kept = in.hasRemaining() ? properties(in) : new byte[0];
            writeLength(out, kept.length);
            out.write(kept);
            return out.toByteArray();
        } catch (BufferUnderflowException | IllegalArgumentException malformed) {
            throw new IOException("the broker sent a malformed CONNACK", malformed);
        }
    }

    /// A variable byte integer (MQTT 5, 1.5.5).
    static void writeLength(ByteArrayOutputStream out, int length) {
        int rest = length;
        while (rest > 0x7F) {
            out.write((rest & 0x7F) | 0x80);
            rest >>= 7;
        }
        out.write(rest);
    }

    private static byte[] properties(ByteBuffer in) throws IOException {
        int length = readLength(in);
        if (length != in.remaining()) {
            throw new IOException("the broker sent a CONNACK of malformed length");
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        while (in.hasRemaining()) {
            int start = in.position();
            int id = in.get() & 0xFF;
            int value = in.position();
            skip(in, id);
            if (id == RECEIVE_MAXIMUM) {
                int offered = in.getShort(value) & 0xFFFF;
                if (offered == 0) {
                    throw new IOException("the broker sent a receive maximum of 0");
                }
                int taken = Math.min(offered, LARGEST_RECEIVE_MAXIMUM);
                kept.write(id);
                kept.write(taken >> 8);
                kept.write(taken);
            } else if (id != TOPIC_ALIAS_MAXIMUM) {
                byte[] whole = new byte[in.position() - start];
                in.get(start, whole);
                kept.writeBytes(whole);
            }
        }
        return kept.toByteArray();
    }

    private static int readLength(ByteBuffer in) throws IOException {
        int length = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int next = in.get();
            length |= (next & 0x7F) << shift;
            if (next >= 0) {
                return length;
            }
        }
        throw new IOException("the broker sent a CONNACK of malformed length");
    }

    /// Moves behind the value of a property that may stand in a CONNACK.
    private static void skip(ByteBuffer in, int id) throws IOException {
        switch (id) {
            case 0x24, 0x25, 0x28, 0x29, 0x2A -> skipBytes(in, 1);
            case 0x13, RECEIVE_MAXIMUM, TOPIC_ALIAS_MAXIMUM -> skipBytes(in, 2);
            case 0x11, 0x27 -> skipBytes(in, 4);
            case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> skipText(in);
            case 0x26 -> {
                skipText(in);
                skipText(in);
            }
            default -> throw new IOException("the broker sent CONNACK property " + id);
        }
    }

    private static void skipText(ByteBuffer in) {
        skipBytes(in, in.getShort() & 0xFFFF);
    }

    private static void skipBytes(ByteBuffer in, int count) {
        in.position(in.position() + count);
    }
}
