package stanchion.boot;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// An input as lines of bytes, so that a mutation of one leaves the others what they are.
final class FuzzLines {
    private FuzzLines() {}

    /// At most `most` lines; each byte is one character.
    static List<String> of(byte[] input, int most) {
        String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", most + 1);
        return List.of(lines).subList(0, Math.min(lines.length, most));
    }
}
