package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A message of the mailbox property interface with one tag in it, as bytes.
///
/// ```text
/// word 0  length of the message, bytes      3  length of the values, bytes
///      1  0; answer: 0x80000000             4  the same; answer: 0x80000000 | length of the answer
///      2  tag                               5  values …, then a word 0
/// ```
///
/// 32-bit words, little-endian (Raspberry Pi firmware wiki, "Mailbox property interface";
/// "Industrial use of the Raspberry Pi" shows the OTP's tags with the words of both directions).
public final class PropertyMessage {
    private static final int ANSWERED = 0x80000000;
    private static final int AROUND_VALUES = 6;
    private static final int FIRST_VALUE = 5 * Integer.BYTES;

    private PropertyMessage() {}

    /// A request.
    public static byte[] request(int tag, int... values) {
        int length = (AROUND_VALUES + values.length) * Integer.BYTES;
        ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        message.putInt(length).putInt(0).putInt(tag);
        message.putInt(values.length * Integer.BYTES).putInt(values.length * Integer.BYTES);
        for (int value : values) {
            message.putInt(value);
        }
        return message.putInt(0).array();
    }

    /// The values of an answer, as many as were asked for.
    ///
    /// @throws IOException when the firmware did not answer this tag in full
    public static int[] answer(byte[] message, int tag, int values) throws IOException {
        int answered = answered(message, tag, values);
        if (answered != values * Integer.BYTES) {
            throw new IOException(
                    "the firmware answered " + answered + " of " + values * 4 + " bytes");
        }
        ByteBuffer words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        int[] answer = new int[values];
        for (int i = 0; i < values; i++) {
            answer[i] = words.getInt(FIRST_VALUE + i * Integer.BYTES);
        }
        return answer;
    }

    /// Checks that the firmware knows the tag and took the request; its answer may be shorter.
    public static void taken(byte[] message, int tag, int values) throws IOException {
        int answered = answered(message, tag, values);
        if (answered > values * Integer.BYTES) {
            throw new IOException("the firmware answered " + answered + " bytes, too many");
        }
    }

    /// Length of the answer, in bytes.
    private static int answered(byte[] message, int tag, int values) throws IOException {
        if (message.length != (AROUND_VALUES + values) * Integer.BYTES) {
            throw new IOException("the mailbox returned " + message.length + " bytes");
        }
        ByteBuffer words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        int code = words.getInt(Integer.BYTES);
        if (code != ANSWERED) {
            throw new IOException("the mailbox answered 0x" + Integer.toHexString(code));
        }
        int echo = words.getInt(2 * Integer.BYTES);
        if (echo != tag) {
            throw new IOException("the answer is to another tag, 0x" + Integer.toHexString(echo));
        }
        int length = words.getInt(4 * Integer.BYTES);
        if ((length & ANSWERED) == 0) {
            throw new IOException(
                    "the firmware does not know the tag 0x" + Integer.toHexString(tag));
        }
        return length & ~ANSWERED;
    }
}
