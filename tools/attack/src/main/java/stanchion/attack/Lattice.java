package stanchion.attack;

import java.util.HexFormat;

/// Other spellings of an ML-DSA-65 signature (FIPS 204, algorithm 20): c̃ of 48 bytes, z of 3,200,
/// then the hint as up to 55 positions and, for each of 6 polynomials, the count so far.
final class Lattice {
    private static final int HINT = 48 + 3200;
    private static final int MOST_HINTS = 55;
    private static final int POLYNOMIALS = 6;

    private Lattice() {}

    /// Whether the hint leaves room, so that there is a padding to write into.
    static boolean padded(String hex) {
        byte[] signature = HexFormat.of().parseHex(hex);
        return signature[HINT + MOST_HINTS + POLYNOMIALS - 1] < MOST_HINTS;
    }

    /// The padding after the last position is not zero.
    static String dirtyPadding(String hex) {
        byte[] signature = HexFormat.of().parseHex(hex);
        signature[HINT + MOST_HINTS - 1] = 1;
        return HexFormat.of().formatHex(signature);
    }

    /// Two positions of one polynomial in the other order: the same set.
    static String swappedHints(String hex) {
        byte[] signature = HexFormat.of().parseHex(hex);
        int from = 0;
        for (int i = 0; i < POLYNOMIALS; i++) {
            int to = signature[HINT + MOST_HINTS + i];
            if (to - from >= 2) {
                byte first = signature[HINT + from];
                signature[HINT + from] = signature[HINT + from + 1];
                signature[HINT + from + 1] = first;
                return HexFormat.of().formatHex(signature);
            }
            from = to;
        }
        throw new IllegalArgumentException("no polynomial has two hints");
    }

    /// One position stands there twice.
    static String doubledHint(String hex) {
        byte[] signature = HexFormat.of().parseHex(hex);
        signature[HINT + 1] = signature[HINT];
        return HexFormat.of().formatHex(signature);
    }

    /// The last count is larger than a hint can hold.
    static String tooManyHints(String hex) {
        byte[] signature = HexFormat.of().parseHex(hex);
        signature[HINT + MOST_HINTS + POLYNOMIALS - 1] = MOST_HINTS + 1;
        return HexFormat.of().formatHex(signature);
    }
}
