package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/// Writes the few ASN.1 values of a certification request in DER (X.690).
final class Der {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0xA0;
    private static final int SHORT_LENGTH = 0x7F;
    private static final int LONG_LENGTH = 0x80;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, parts);
    }

    /// A set of one, which needs no order.
    static byte[] setOf(byte[] only) {
        return value(SET, only);
    }

    /// A constructed, context-specific value: `[number]`.
    static byte[] context(int number, byte[]... parts) {
        return value(CONTEXT | number, parts);
    }

    static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    /// Whole bytes.
    static byte[] bitString(byte[] bytes) {
        return value(BIT_STRING, new byte[] {0}, bytes);
    }

    static byte[] utf8(String text) {
        return value(UTF8_STRING, text.getBytes(UTF_8));
    }

    /// @param text `uuuuMMddHHmmssZ`
    static byte[] time(String text) {
        return value(GENERALIZED_TIME, text.getBytes(US_ASCII));
    }

    static byte[] objectIdentifier(int first, int second, int... more) {
        ByteArrayOutputStream arcs = new ByteArrayOutputStream();
        arc(arcs, first * 40 + second);
        for (int arc : more) {
            arc(arcs, arc);
        }
        return value(OBJECT_IDENTIFIER, arcs.toByteArray());
    }

    /// Seven bits at a time, the highest first.
    private static void arc(ByteArrayOutputStream out, int arc) {
        for (int shift = 28; shift > 0; shift -= 7) {
            if (arc >>> shift != 0) {
                out.write((arc >>> shift & 0x7F) | 0x80);
            }
        }
        out.write(arc & 0x7F);
    }

    private static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        length(out, length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length <= SHORT_LENGTH) {
            out.write(length);
            return;
        }
        byte[] octets = BigInteger.valueOf(length).toByteArray();
        int skip = octets[0] == 0 ? 1 : 0;
        out.write(LONG_LENGTH | octets.length - skip);
        out.write(octets, skip, octets.length - skip);
    }
}
