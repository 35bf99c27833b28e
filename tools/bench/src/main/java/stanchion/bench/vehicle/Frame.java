package stanchion.bench.vehicle;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of the instrument's protocol: `@SEQ WORDS *CRC`, see `tools/vehicle/README.md`.
///
/// @param sequence 1…[#LAST_SEQUENCE]; 0 answers a line whose number could not be read
/// @param text the words, single spaces between them
record Frame(int sequence, String text) {
    static final int LAST_SEQUENCE = 65_535;

    /// With `@`, number, check sum and line end.
    static final int MAX_BYTES = 256;

    private static final Pattern FORM =
            Pattern.compile("@(0|[1-9][0-9]{0,4}) ([ -~]*[!-~]) \\*([0-9A-F]{4})");

    /// The line without its end; its check sum is over everything before the asterisk.
    String line() {
        String head = "@" + sequence + " " + text + " ";
        return head + String.format(Locale.ROOT, "*%04X", crc(head));
    }

    /// Reads a line; empty when it is torn, altered or no line of this protocol. What a torn line
    /// left before the `@` is skipped.
    static Optional<Frame> read(String line) {
        int start = line.lastIndexOf('@');
        Matcher form = FORM.matcher(start < 0 ? line : line.substring(start));
        if (!form.matches()) {
            return Optional.empty();
        }
        int sequence = Integer.parseInt(form.group(1));
        String head = form.group().substring(0, form.group().length() - 5);
        boolean holds = crc(head) == Integer.parseInt(form.group(3), 16);
        return holds && sequence <= LAST_SEQUENCE
                ? Optional.of(new Frame(sequence, form.group(2)))
                : Optional.empty();
    }

    /// CRC-16 of Modbus: a microcontroller that reads meters has it already.
    private static int crc(String text) {
        int crc = 0xFFFF;
        for (byte octet : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= octet & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xA001;
            }
        }
        return crc;
    }
}
