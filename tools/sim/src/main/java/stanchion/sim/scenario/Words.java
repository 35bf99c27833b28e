package stanchion.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of one line, taken from the left. Case does not matter, nor white space between a
/// number and its unit.
final class Words {
    /// Why a line was refused, with what is allowed instead. Never leaves this package.
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason);
        }
    }

    /// A number with a unit in capitals, `""` when none stood there.
    private record Quantity(double value, String unit) {}

    /// A version as it was typed.
    private record Version(String text) {}

    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\s*(?:(?<version>[0-9]+\\.[0-9]+\\.[0-9]+(?:[-+.][A-Z0-9]+)*)(?![A-Z0-9_.+-])"
                            + "|(?<number>[-+]?[0-9]+(?:\\.[0-9]+)?)"
                            + "(?:\\s*(?<unit>MA|KWH|WH|HZ|MIN|MS|A|V|C|°C|S|H|%)(?![A-Z0-9_°%]))?"
                            + "(?![A-Z0-9_.])|(?<sign>±|\\+-|\\+/-)|(?<word>[A-Z][A-Z0-9_]*))");

    private final List<Object> tokens;
    private final List<String> typed;
    private int next;

    private Words(List<Object> tokens, List<String> typed) {
        this.tokens = tokens;
        this.typed = typed;
    }

    static Words of(String line) throws Refusal {
        List<Object> tokens = new ArrayList<>();
        List<String> typed = new ArrayList<>();
        String text = line.toUpperCase(Locale.ROOT);
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new Refusal(
                        "'" + line.substring(at).strip() + "' is neither a word nor a quantity");
            }
            String shown = line.substring(at, matcher.end()).strip();
            tokens.add(matcher.group("version") == null ? token(matcher) : new Version(shown));
            typed.add(shown);
            at = matcher.end();
        }
        return new Words(tokens, typed);
    }

    private static Object token(Matcher matcher) {
        String number = matcher.group("number");
        if (number != null) {
            String unit = matcher.group("unit");
            return new Quantity(Double.parseDouble(number), unit == null ? "" : unit);
        }
        String word = matcher.group("word");
        return word == null ? "±" : word;
    }

    boolean isEmpty() {
        return next == tokens.size();
    }

    /// Takes the word when it is the next one.
    boolean take(String word) {
        if (isEmpty() || !tokens.get(next).equals(word)) {
            return false;
        }
        next++;
        return true;
    }

    /// The next word in capitals; refuses a quantity or the end.
    String word(String allowed) throws Refusal {
        if (isEmpty()) {
            throw new Refusal("the line ends too early, expected " + allowed);
        }
        if (!(tokens.get(next) instanceof String word)) {
            throw new Refusal("'" + shown() + "' is not expected here, allowed: " + allowed);
        }
        next++;
        return word;
    }

    /// The next version, as it was typed.
    String version() throws Refusal {
        if (isEmpty() || !(tokens.get(next) instanceof Version version)) {
            throw new Refusal(
                    (isEmpty() ? "the line ends too early" : "'" + shown() + "' is no version")
                            + ", expected a version such as 0.2.0");
        }
        next++;
        return version.text;
    }

    /// A whole number without a unit.
    int count(int most) throws Refusal {
        if (isEmpty() || !(tokens.get(next) instanceof Quantity quantity)) {
            throw new Refusal(
                    (isEmpty() ? "the line ends too early" : "'" + shown() + "' is no number")
                            + ", expected a number, 0…"
                            + most);
        }
        double value = quantity.value;
        if (!quantity.unit.isEmpty() || value != Math.rint(value) || value < 0 || value > most) {
            throw new Refusal("'" + shown() + "': expected a number, 0…" + most);
        }
        next++;
        return (int) value;
    }

    /// The next number, in the unit asked for, or in one of the `others` with their factors.
    double quantity(Unit unit) throws Refusal {
        if (isEmpty() || !(tokens.get(next) instanceof Quantity quantity)) {
            throw new Refusal(
                    (isEmpty() ? "the line ends too early" : "'" + shown() + "' is no quantity")
                            + ", expected "
                            + unit.example());
        }
        String shown = shown();
        double value =
                unit.read(quantity.value, quantity.unit)
                        .orElseThrow(
                                () -> new Refusal("'" + shown + "': expected " + unit.example()));
        next++;
        return value;
    }

    /// Whether the next token is a number in per cent.
    boolean percentFollows() {
        return !isEmpty()
                && tokens.get(next) instanceof Quantity quantity
                && quantity.unit.equals("%");
    }

    /// Whether the next token is a number.
    boolean quantityFollows() {
        return !isEmpty() && tokens.get(next) instanceof Quantity;
    }

    void end(String allowed) throws Refusal {
        if (!isEmpty()) {
            throw new Refusal("'" + shown() + "' is too much, allowed: " + allowed);
        }
    }

    private String shown() {
        return typed.get(next);
    }
}
