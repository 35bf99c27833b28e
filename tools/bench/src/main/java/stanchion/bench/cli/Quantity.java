package stanchion.bench.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number as people type it: `16`, `16A`, `16 A`, `-11.9 V`, `26.67%`.
final class Quantity {
    private static final Pattern NUMBER =
            Pattern.compile("([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))\\s*([^\\d\\s.]*)");

    private Quantity() {}

    /// The number in front of `unit`, which may be left out; empty for anything else.
    static Optional<Double> of(List<String> words, String unit) {
        Matcher matcher = NUMBER.matcher(String.join(" ", words).strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean fits = matcher.group(2).isEmpty() || matcher.group(2).equalsIgnoreCase(unit);
        return fits ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
    }
}
