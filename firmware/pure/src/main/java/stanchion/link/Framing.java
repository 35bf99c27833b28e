package stanchion.link;

import java.nio.ByteBuffer;

/// The frames of a byte stream.
///
/// ```text
/// u32 length of the rest, 2…65,536 │ u8 version │ u8 type │ payload      all big-endian
/// ```
public final class Framing {
    /// The one version there is; a frame of another is refused.
    public static final int VERSION = 1;

    /// Greatest value of the length field.
    public static final int MAX_LENGTH = 65_536;

    /// A buffer of this many bytes holds any frame.
    public static final int MAX_FRAME_BYTES = Integer.BYTES + MAX_LENGTH;

    private static final int MIN_LENGTH = 2;

    /// Reads the payload of one type of record.
    @FunctionalInterface
    public interface PayloadReader<T> {
        T read(int type, WireReader payload) throws WireReader.RefusedException;
    }

    private Framing() {}

    /// Takes the first frame from `received`, whose position moves behind it only when it is
    /// complete. Never throws, whatever the bytes are.
    public static <T> Decoded<T> next(ByteBuffer received, PayloadReader<T> reader) {
        if (received.remaining() < Integer.BYTES) {
            return new Decoded.Incomplete<>();
        }
        int length = received.getInt(received.position());
        if (length > MAX_LENGTH || length < 0) {
            return new Decoded.Refused<>(Refusal.FRAME_TOO_LONG);
        }
        if (length < MIN_LENGTH) {
            return new Decoded.Refused<>(Refusal.FRAME_TOO_SHORT);
        }
        if (received.remaining() < Integer.BYTES + length) {
            return new Decoded.Incomplete<>();
        }
        ByteBuffer body = received.slice(received.position() + Integer.BYTES, length);
        received.position(received.position() + Integer.BYTES + length);
        return decode(new WireReader(body), reader);
    }

    private static <T> Decoded<T> decode(WireReader body, PayloadReader<T> reader) {
        try {
            if (body.u8() != VERSION) {
                return new Decoded.Refused<>(Refusal.UNKNOWN_VERSION);
            }
            T record = reader.read(body.u8(), body);
            return body.isAtEnd()
                    ? new Decoded.Complete<>(record)
                    : new Decoded.Refused<>(Refusal.TRAILING_BYTES);
        } catch (WireReader.RefusedException refused) {
            return new Decoded.Refused<>(refused.cause);
        }
    }
}
