package stanchion.virtualboard;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    void write(OutputStream to) throws IOException {
        byte[] whole = new byte[HEAD + bytes.length];
        whole[0] = (byte) kind;
        whole[1] = (byte) number;
        whole[2] = (byte) bytes.length;
        whole[3] = (byte) (bytes.length >> 8);
        System.arraycopy(bytes, 0, whole, HEAD, bytes.length);
        to.write(whole);
        to.flush();
    }

    /// Waits for the next frame.
    ///
    /// @throws java.io.EOFException when the board has gone
    static Frame read(InputStream from) throws IOException {
        byte[] head = new byte[HEAD];
        new DataInputStream(from).readFully(head);
        byte[] bytes = new byte[(head[2] & 255) | (head[3] & 255) << 8];
        new DataInputStream(from).readFully(bytes);
        return new Frame((char) head[0], head[1] & 255, bytes);
    }

    @Override
    public String toString() {
        return kind + "" + number + " " + Arrays.toString(bytes);
    }
}
