package stanchion.boot;

/// Lower-case hexadecimal, the only spelling metadata allows.
public final class Hex {
    private static final String DIGITS = "0123456789abcdef";

    private Hex() {}

    public static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            text.append(DIGITS.charAt((b >> 4) & 0xf)).append(DIGITS.charAt(b & 0xf));
        }
        return text.toString();
    }

    /// Whether `text` is this spelling of exactly `bytes` bytes.
    static boolean isHex(String text, int bytes) {
        if (text.length() != bytes * 2) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// The bytes of a text for which [#isHex] holds.
    static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = DIGITS.indexOf(text.charAt(2 * i));
            int low = DIGITS.indexOf(text.charAt(2 * i + 1));
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }
}
