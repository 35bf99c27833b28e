package stanchion.board;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The entries of a description, each taken once; what nobody takes is an unknown key.
final class Entries {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final Pattern LINE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private record Entry(int line, String value, String unit) {}

    private final Map<String, Entry> untaken = new HashMap<>();
    private final int lastLine;

    Entries(String text) throws BadLineException {
        List<String> lines = text.lines().toList();
        lastLine = Math.max(1, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            addLine(i + 1, lines.get(i));
        }
    }

    /// A number with its range; `unit` is empty for a bare number.
    record Range(double least, double greatest, String unit) {
        boolean contains(double value) {
            return value >= least && value <= greatest;
        }

        @Override
        public String toString() {
            return text(least) + "…" + text(greatest) + (unit.isEmpty() ? "" : " " + unit);
        }

        static String text(double value) {
            return value == Math.rint(value)
                    ? String.format(Locale.ROOT, "%.0f", value)
                    : Double.toString(value);
        }
    }

    /// Takes a number that lies in `range`.
    double number(String key, Range range) throws BadLineException {
        Entry entry = take(key);
        if (!NUMBER.matcher(entry.value).matches()) {
            throw new BadLineException(
                    entry.line, key + ": '" + entry.value + "' is not a decimal number");
        }
        requireUnit(key, entry, range.unit);
        double value = Double.parseDouble(entry.value);
        if (!range.contains(value)) {
            throw new BadLineException(
                    entry.line, key + " must be " + range + ", not " + entry.value);
        }
        return value;
    }

    /// Takes a whole number that lies in `range`.
    int whole(String key, Range range) throws BadLineException {
        int line = lineOf(key);
        double value = number(key, range);
        if (value != Math.rint(value)) {
            throw new BadLineException(line, key + " must be a whole number");
        }
        return (int) value;
    }

    /// Takes a word of small letters, digits and hyphens.
    String word(String key) throws BadLineException {
        Entry entry = take(key);
        requireUnit(key, entry, "");
        if (!KEY.matcher(entry.value).matches()) {
            throw new BadLineException(
                    entry.line, key + ": '" + entry.value + "' is not a word like bench-1");
        }
        return entry.value;
    }

    /// Takes a name of the kernel's, as `shape` describes it.
    String name(String key, Shape shape) throws BadLineException {
        Entry entry = take(key);
        requireUnit(key, entry, "");
        if (!shape.pattern.matcher(entry.value).matches()) {
            throw new BadLineException(
                    entry.line, key + ": '" + entry.value + "' is not " + shape.example);
        }
        return entry.value;
    }

    /// What a name looks like.
    ///
    /// @param example completes the sentence "'x' is not …"
    record Shape(Pattern pattern, String example) {
        static Shape of(String pattern, String example) {
            return new Shape(Pattern.compile(pattern), example);
        }
    }

    /// Takes a GPIO line and its active level: `GPIO17 active-high`.
    LinuxWiring.Line gpio(String key) throws BadLineException {
        Entry entry = take(key);
        if (!LINE.matcher(entry.value).matches()) {
            throw new BadLineException(
                    entry.line, key + ": '" + entry.value + "' is not a line's name like GPIO17");
        }
        return new LinuxWiring.Line(
                entry.value,
                switch (entry.unit) {
                    case "active-high" -> LinuxWiring.Active.HIGH;
                    case "active-low" -> LinuxWiring.Active.LOW;
                    default ->
                            throw new BadLineException(
                                    entry.line,
                                    key + " needs its level: active-high or active-low");
                });
    }

    /// Takes a GPIO line, or the word `none`.
    Optional<LinuxWiring.Line> gpioOrNone(String key) throws BadLineException {
        return isNone(key) ? Optional.empty() : Optional.of(gpio(key));
    }

    /// Whether the value is the word `none`; takes it then.
    boolean isNone(String key) throws BadLineException {
        Entry entry = entry(key);
        boolean none = entry.value.equals("none") && entry.unit.isEmpty();
        if (none) {
            take(key);
        }
        return none;
    }

    /// Takes one of `constants`, written in small letters.
    <E extends Enum<E>> E constant(String key, E[] constants) throws BadLineException {
        int line = lineOf(key);
        String word = word(key);
        for (E constant : constants) {
            if (spelled(constant.name()).equals(word)) {
                return constant;
            }
        }
        String choice = spelled(Arrays.toString(constants));
        throw new BadLineException(line, key + ": '" + word + "' is none of " + choice);
    }

    private static String spelled(String constants) {
        return constants.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The line of a key not taken yet, for errors that concern several keys.
    int lineOf(String key) throws BadLineException {
        return entry(key).line;
    }

    /// Refuses what nobody took.
    void requireAllTaken() throws BadLineException {
        for (Map.Entry<String, Entry> entry : untaken.entrySet()) {
            throw new BadLineException(
                    entry.getValue().line, "unknown key '" + entry.getKey() + "'");
        }
    }

    private Entry entry(String key) throws BadLineException {
        Entry entry = untaken.get(key);
        if (entry == null) {
            throw new BadLineException(lastLine, "the key '" + key + "' is missing");
        }
        return entry;
    }

    private Entry take(String key) throws BadLineException {
        Entry entry = entry(key);
        untaken.remove(key);
        return entry;
    }

    private static void requireUnit(String key, Entry entry, String unit) throws BadLineException {
        if (!entry.unit.equals(unit)) {
            String wanted = unit.isEmpty() ? "no unit" : "the unit " + unit;
            throw new BadLineException(
                    entry.line,
                    key
                            + " needs "
                            + wanted
                            + (entry.unit.isEmpty() ? "" : ", not '" + entry.unit + "'"));
        }
    }

    private void addLine(int line, String text) throws BadLineException {
        int comment = text.indexOf('#');
        String content = (comment < 0 ? text : text.substring(0, comment)).strip();
        if (content.isEmpty()) {
            return;
        }
        int equals = content.indexOf('=');
        String key = equals < 0 ? content : content.substring(0, equals).strip();
        if (equals < 0 || !KEY.matcher(key).matches()) {
            throw new BadLineException(line, "not 'key = value unit': " + content);
        }
        List<String> words = SPACE.splitAsStream(content.substring(equals + 1).strip()).toList();
        if (words.getFirst().isEmpty() || words.size() > 2) {
            throw new BadLineException(line, key + " needs one value and its unit");
        }
        Entry entry = new Entry(line, words.getFirst(), words.size() == 2 ? words.getLast() : "");
        if (untaken.put(key, entry) != null) {
            throw new BadLineException(line, "the key '" + key + "' stands twice");
        }
    }
}
