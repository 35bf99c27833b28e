package stanchion.fleet.publish;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Metadata on the wire: a zlib stream, with or without the bytes of an older version as preset
/// dictionary.
public final class Wrapped {
    private static final byte[] NO_DICTIONARY = {};
    private static final int STEP = 8192;

    private Wrapped() {}

    static byte[] wrap(byte[] bytes) {
        return wrap(bytes, NO_DICTIONARY);
    }

    /// What travels.
    ///
    /// @param dictionary the older version; empty for none
    public static byte[] wrap(byte[] bytes, byte[] dictionary) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] step = new byte[STEP];
            while (!deflater.finished()) {
                out.write(step, 0, deflater.deflate(step));
            }
            return out.toByteArray();
        }
    }

    /// What was wrapped without a dictionary; nothing when it is none such or longer than `most`.
    static Optional<byte[]> open(byte[] wrapped, int most) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(wrapped);
            byte[] bytes = new byte[most + 1];
            int length = 0;
            while (!inflater.finished() && length <= most) {
                int got = inflater.inflate(bytes, length, bytes.length - length);
                if (got == 0) {
                    return Optional.empty();
                }
                length += got;
            }
            return length > most
                    ? Optional.empty()
                    : Optional.of(java.util.Arrays.copyOf(bytes, length));
        } catch (DataFormatException malformed) {
            return Optional.empty();
        }
    }
}
