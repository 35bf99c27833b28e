package stanchion.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Builds one frame, field by field; the mirror image of [WireReader].
public final class WireWriter {
    /// A longer text is cut, at a character's end: a report is never lost for its prose.
    public static final int MAX_TEXT_BYTES = 800;

    private static final int FIRST_CAPACITY = 256;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY).putInt(0);

    /// Begins a frame.
    public WireWriter(int type) {
        u8(Framing.VERSION).u8(type);
    }

    private WireWriter() {}

    /// Begins fields that stand in no frame of their own.
    public static WireWriter unframed() {
        return new WireWriter();
    }

    /// The fields without a frame, however many.
    public byte[] fields() {
        byte[] fields = new byte[bytes.position() - Integer.BYTES];
        bytes.get(Integer.BYTES, fields);
        return fields;
    }

    /// Fields that were written elsewhere.
    public WireWriter put(byte[] fields) {
        room(fields.length).put(fields);
        return this;
    }

    public WireWriter u8(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    public WireWriter i16(int value) {
        room(Short.BYTES).putShort((short) value);
        return this;
    }

    public WireWriter i32(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public WireWriter i64(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public WireWriter f64(double value) {
        return i64(Double.doubleToLongBits(value));
    }

    public WireWriter span(Duration span) {
        return i64(span.toNanos());
    }

    @SuppressWarnings("EnumOrdinal") // both ends run the one verified copy of the enumeration
    public WireWriter constant(Enum<?> constant) {
        return u8(constant.ordinal());
    }

    public WireWriter text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(encoded.length, MAX_TEXT_BYTES);
        while (length < encoded.length && isContinuation(encoded[length])) {
            length--;
        }
        i16(length);
        room(length).put(encoded, 0, length);
        return this;
    }

    /// The whole frame.
    ///
    /// @throws IllegalArgumentException when it exceeds [Framing#MAX_LENGTH]
    public byte[] frame() {
        int length = bytes.position() - Integer.BYTES;
        if (length > Framing.MAX_LENGTH) {
            throw new IllegalArgumentException("a frame of " + length + " bytes is too long");
        }
        bytes.putInt(0, length);
        byte[] frame = new byte[bytes.position()];
        bytes.get(0, frame);
        return frame;
    }

    private static boolean isContinuation(byte utf8) {
        return (utf8 & 0b1100_0000) == 0b1000_0000;
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            int capacity = Math.max(2 * bytes.capacity(), bytes.position() + count);
            bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
        }
        return bytes;
    }
}
