package stanchion.link;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Takes fields from a payload, each checked before it becomes a value. The first field that fails
/// ends the reading; whoever began it, such as [Framing#next], turns that into a value.
public final class WireReader {
    private final ByteBuffer bytes;

    /// @param bytes read from their position on
    public WireReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /// Leaves a payload at its first bad field; for who began to read it to catch.
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        final Refusal cause;

        /// What was wrong with the field.
        public Refusal why() {
            return cause;
        }

        public RefusedException(Refusal cause) {
            super(cause.name(), null, false, false);
            this.cause = cause;
        }
    }

    public int u8() throws RefusedException {
        require(Byte.BYTES);
        return Byte.toUnsignedInt(bytes.get());
    }

    public short i16() throws RefusedException {
        require(Short.BYTES);
        return bytes.getShort();
    }

    public int i32() throws RefusedException {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    public long i64() throws RefusedException {
        require(Long.BYTES);
        return bytes.getLong();
    }

    /// A finite number.
    public double f64() throws RefusedException {
        double value = Double.longBitsToDouble(i64());
        if (!Double.isFinite(value)) {
            throw new RefusedException(Refusal.NOT_A_NUMBER);
        }
        return value;
    }

    /// A finite number from `least` to `greatest`.
    public double f64(double least, double greatest) throws RefusedException {
        double value = f64();
        if (value < least || value > greatest) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        return value;
    }

    /// A whole number of two bytes from `least` to `greatest`, for counts.
    public int count(int least, int greatest) throws RefusedException {
        int value = Short.toUnsignedInt(i16());
        if (value < least || value > greatest) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        return value;
    }

    /// A span of 0 up to about 292 years.
    public Duration span() throws RefusedException {
        long nanos = i64();
        if (nanos < 0) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        return Duration.ofNanos(nanos);
    }

    /// At most [WireWriter#MAX_TEXT_BYTES] of UTF-8.
    public String text() throws RefusedException {
        int length = Short.toUnsignedInt(i16());
        if (length > WireWriter.MAX_TEXT_BYTES) {
            throw new RefusedException(Refusal.TEXT_TOO_LONG);
        }
        require(length);
        ByteBuffer encoded = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException malformed) {
            throw new RefusedException(Refusal.MALFORMED_TEXT);
        }
    }

    /// One of `constants`, by its place in the declaration.
    public <E extends Enum<E>> E constant(E[] constants) throws RefusedException {
        int place = u8();
        if (place >= constants.length) {
            throw new RefusedException(Refusal.UNKNOWN_CONSTANT);
        }
        return constants[place];
    }

    /// That many bytes as they are.
    public byte[] bytes(int count) throws RefusedException {
        if (count < 0) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        require(count);
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    /// Whether nothing is left.
    public boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    private void require(int count) throws RefusedException {
        if (bytes.remaining() < count) {
            throw new RefusedException(Refusal.TRUNCATED);
        }
    }
}
