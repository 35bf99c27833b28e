package stanchion.attack;

import java.util.function.UnaryOperator;

/// Small alterations of a text in hexadecimal.
final class Alter {
    private Alter() {}

    /// Flips the lowest bit of a byte.
    static UnaryOperator<String> flip(int at) {
        return hex -> {
            int digit = 2 * at + 1;
            int flipped = Character.digit(hex.charAt(digit), 16) ^ 1;
            return hex.substring(0, digit)
                    + Character.forDigit(flipped, 16)
                    + hex.substring(digit + 1);
        };
    }

    /// Leaves out the last bytes.
    static UnaryOperator<String> cut(int bytes) {
        return hex -> hex.substring(0, hex.length() - 2 * bytes);
    }
}
