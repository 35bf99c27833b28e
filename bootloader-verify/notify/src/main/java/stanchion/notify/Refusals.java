package stanchion.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the boot verifier stated: `boot.json` of its run folder, canonical JSON whose texts hold no
/// quote. So what stands between quotes is what it seems to be, and nothing needs to be parsed.
///
/// @param statement the whole of it
record Refusals(String statement) {
    static final String FILE = "boot.json";

    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_DETAIL = 200;
    private static final Pattern REFUSED =
            Pattern.compile(
                    "\"cause\":\"([A-Z_]+)\",\"detail\":\"([^\"]*)\",\"slot\":\"([^\"]*)\"");
    private static final Pattern IDENTITY = Pattern.compile("\"identity\":\"([a-z]+)\"");

    /// @throws IOException when it is not there, or longer than any statement
    static Refusals read(Path run) throws IOException {
        Path file = run.resolve(FILE);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(file + " is longer than " + LARGEST + " bytes");
            }
            return new Refusals(new String(bytes, StandardCharsets.US_ASCII).strip());
        }
    }

    /// Whether nothing boots.
    boolean isNotifyOnly() {
        return statement.contains("\"mode\":\"notify-only\"");
    }

    /// How the charger's key is kept; `file` where the statement does not say.
    String identity() {
        Matcher word = IDENTITY.matcher(statement);
        return word.find() ? word.group(1) : "file";
    }

    /// For a person: `A FILE_DIGEST gateway.jar; B EMPTY`, cut at 200 characters.
    String summary() {
        StringBuilder text = new StringBuilder();
        Matcher refused = REFUSED.matcher(statement);
        while (refused.find()) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(refused.group(3))
                    .append(' ')
                    .append(refused.group(1))
                    .append(refused.group(2).isEmpty() ? "" : " " + refused.group(2));
        }
        return text.substring(0, Math.min(text.length(), LONGEST_DETAIL));
    }
}
