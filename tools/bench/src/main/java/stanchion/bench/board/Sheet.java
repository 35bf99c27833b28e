package stanchion.bench.board;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of a description that was accepted, for people: each key with its value and the remark
/// beside it.
///
/// @param lines by key, in the order of the file
record Sheet(Map<String, Line> lines) {
    private static final Pattern ENTRY =
            Pattern.compile("\\s*([a-z][a-z0-9-]*)\\s*=\\s*([^#]*?)\\s*(?:#\\s*(.*?))?\\s*");

    /// One line of the file.
    ///
    /// @param value with its unit or level
    /// @param remark empty without one
    record Line(String key, String value, String remark) {
        /// The value without its unit or level.
        String word() {
            return value.split("\\s+", 2)[0];
        }

        /// The unit or level alone; empty without one.
        String unit() {
            String[] words = value.split("\\s+", 2);
            return words.length == 2 ? words[1] : "";
        }
    }

    static Sheet of(String text) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                String remark = Optional.ofNullable(entry.group(3)).orElse("");
                lines.put(entry.group(1), new Line(entry.group(1), entry.group(2), remark));
            }
        }
        return new Sheet(lines);
    }

    /// The line of a key, unless the board has none or says `none`.
    Optional<Line> line(String key) {
        return Optional.ofNullable(lines.get(key)).filter(line -> !line.value.equals("none"));
    }

    /// The value of a key; empty text without one.
    String value(String key) {
        return line(key).map(Line::value).orElse("");
    }
}
