package stanchion.attack;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Small alterations of bytes and of their hexadecimal spelling.
final class Alter {
    private Alter() {}

    /// The same bytes with one bit the other way.
    static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    /// The same bytes without the last.
    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    /// Flips the lowest bit of a byte of a text in hexadecimal.
    static UnaryOperator<String> flipHex(int at) {
        return hex -> {
            int digit = 2 * at + 1;
            int flipped = Character.digit(hex.charAt(digit), 16) ^ 1;
            return hex.substring(0, digit)
                    + Character.forDigit(flipped, 16)
                    + hex.substring(digit + 1);
        };
    }
}
