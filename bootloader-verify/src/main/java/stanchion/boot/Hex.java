package stanchion.boot;

import java.nio.charset.StandardCharsets;

/// Lower-case hexadecimal, the only spelling metadata allows.
public final class Hex {
    private Hex() {}

    public static String of(byte[] bytes) {
        byte[] text = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = digit((bytes[i] >> 4) & 0xf);
            text[2 * i + 1] = digit(bytes[i] & 0xf);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /// Whether `text` is this spelling of exactly `bytes` bytes.
    public static boolean isHex(String text, int bytes) {
        if (text.length() != bytes * 2) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (value(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// The bytes of a text for which [#isHex] holds.
    public static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = value(text.charAt(2 * i));
            int low = value(text.charAt(2 * i + 1));
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    private static byte digit(int value) {
        return (byte) (value < 10 ? '0' + value : 'a' - 10 + value);
    }

    /// Of one digit; -1 when it is none.
    private static int value(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
    }
}
