package stanchion.virtualboard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One order to, or message from, the board's first process.
///
/// ```text
/// u8 kind │ u8 number │ u16 length, little-endian │ bytes
/// ```
///
/// @param kind a letter, see `kernel/board-init.c`
/// @param number which of several programs, watches, connections
/// @param bytes belong to this value and are never written again
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Frame(char kind, int number, byte[] bytes) {
    static final int MAX_BYTES = 65_535;
    private static final int HEAD = 4;

    Frame {
        if (kind > 127 || number < 0 || number > 255 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "frame " + kind + number + " of " + bytes.length + " bytes");
        }
    }

    static Frame of(char kind, int number, String text) {
        return new Frame(kind, number, text.getBytes(StandardCharsets.UTF_8));
    }

    static Frame of(char kind, String text) {
        return of(kind, 0, text);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] encoded() {
        byte[] whole = new byte[HEAD + bytes.length];
        whole[0] = (byte) kind;
        whole[1] = (byte) number;
        whole[2] = (byte) bytes.length;
        whole[3] = (byte) (bytes.length >> 8);
        System.arraycopy(bytes, 0, whole, HEAD, bytes.length);
        return whole;
    }

    /// How many bytes follow this head.
    static int length(byte[] head) {
        return (head[2] & 255) | (head[3] & 255) << 8;
    }

    @Override
    public String toString() {
        return kind + "" + number + " " + Arrays.toString(bytes);
    }
}
