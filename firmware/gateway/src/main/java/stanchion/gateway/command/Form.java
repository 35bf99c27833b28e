package stanchion.gateway.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What may stand in a field. Every form says what is wrong with a value, what its range is for
/// people, and in [FormSchema] what it is for machines.
public sealed interface Form {
    Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
    Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

    /// Which numbers between the ends.
    enum Grain {
        ANY,
        /// And 0 beside them.
        ANY_OR_ZERO,
        WHOLE
    }

    /// From one number to another, both included.
    record Quantity(BigDecimal least, BigDecimal most, Grain grain, String unit) implements Form {}

    /// Text.
    ///
    /// @param range what the pattern means, behind "must be"
    record Text(String pattern, String range) implements Form {}

    /// One of a few words.
    record Choice(List<String> words) implements Form {}

    record Truth() implements Form {}

    /// True, and never false: a word that something shall happen.
    record Yes() implements Form {}

    /// UTC.
    record Moment() implements Form {}

    /// Local time.
    record TimeOfDay() implements Form {}

    /// Fields of its own; an unknown one is refused.
    record Group(List<Field> fields) implements Form {}

    /// Or null, which means something of its own.
    record OrNull(Form form) implements Form {}

    /// A list.
    record Items(Form form, int least, int most) implements Form {}

    /// A number that may have a fraction.
    static Form number(double least, double most, String unit) {
        return new Quantity(BigDecimal.valueOf(least), BigDecimal.valueOf(most), Grain.ANY, unit);
    }

    /// A whole number.
    static Form whole(long least, long most, String unit) {
        return new Quantity(BigDecimal.valueOf(least), BigDecimal.valueOf(most), Grain.WHOLE, unit);
    }

    /// What a charger may offer a vehicle: nothing, or what IEC 61851-1 can say by duty cycle.
    static Form amps() {
        return new Quantity(
                BigDecimal.valueOf(6), BigDecimal.valueOf(80), Grain.ANY_OR_ZERO, "A per phase");
    }

    static Form choice(String... words) {
        return new Choice(List.of(words));
    }

    static Form group(Field... fields) {
        return new Group(List.of(fields));
    }

    /// What is wrong with a value, if anything: one sentence.
    ///
    /// @param name of the field, for the sentence
    default Optional<String> complaint(JsonElement value, String name) {
        return switch (this) {
            case OrNull(Form form) ->
                    value.isJsonNull() ? Optional.empty() : form.complaint(value, name);
            case Group(List<Field> fields) -> inside(fields, value, name);
            case Items(Form form, int least, int most) ->
                    value instanceof JsonArray list && list.size() >= least && list.size() <= most
                            ? each(form, list, name)
                            : must(name);
            case Quantity number ->
                    isNumber(value) ? within(number, value, name) : notANumber(name);
            case Yes() -> isTruth(value) && value.getAsBoolean() ? fine() : must(name);
            case Truth() -> isTruth(value) ? fine() : must(name);
            case Text(String pattern, String range) ->
                    text(value).filter(text -> text.matches(pattern)).isPresent()
                            ? fine()
                            : must(name);
            case Choice(List<String> words) ->
                    text(value).filter(words::contains).isPresent() ? fine() : must(name);
            case Moment() -> text(value).filter(Form::isMoment).isPresent() ? fine() : must(name);
            case TimeOfDay() ->
                    text(value).filter(text -> TIME_OF_DAY.matcher(text).matches()).isPresent()
                            ? fine()
                            : must(name);
        };
    }

    /// What is allowed, for people, behind "must be".
    default String range() {
        return switch (this) {
            case Quantity(var least, var most, Grain grain, String unit) ->
                    switch (grain) {
                                case ANY -> "";
                                case ANY_OR_ZERO -> "0 or ";
                                case WHOLE -> "a whole number from ";
                            }
                            + least.toPlainString()
                            + " to "
                            + most.toPlainString();
            case Text(String pattern, String range) -> range;
            case Choice(List<String> words) when words.size() == 1 -> words.getFirst();
            case Choice(List<String> words) ->
                    String.join(", ", words.subList(0, words.size() - 1))
                            + " or "
                            + words.getLast();
            case Truth() -> "true or false";
            case Yes() -> "true";
            case Moment() -> "a moment such as 2026-01-31T12:00:00Z";
            case TimeOfDay() -> "a time of day such as 02:00";
            case Group group -> "an object";
            case OrNull(Form form) -> "null or " + form.range();
            case Items(Form form, int least, int most) ->
                    "a list of " + least + " to " + most + ", each " + form.range();
        };
    }

    /// What its numbers count; empty where there are none.
    default String unit() {
        return switch (this) {
            case Quantity number -> number.unit();
            case Moment() -> "UTC";
            case TimeOfDay() -> "local time";
            case OrNull(Form form) -> form.unit();
            case Items(Form form, int least, int most) -> form.unit();
            case Text text -> "";
            case Choice choice -> "";
            case Truth truth -> "";
            case Yes yes -> "";
            case Group group -> "";
        };
    }

    private Optional<String> must(String name) {
        return Optional.of(name + " must be " + range());
    }

    private static Optional<String> fine() {
        return Optional.empty();
    }

    private static Optional<String> notANumber(String name) {
        return Optional.of(name + " must be a number");
    }

    private Optional<String> within(Quantity number, JsonElement value, String name) {
        BigDecimal given = value.getAsBigDecimal();
        boolean inside =
                given.compareTo(number.least()) >= 0 && given.compareTo(number.most()) <= 0;
        boolean allowed =
                switch (number.grain()) {
                    case ANY -> inside;
                    case ANY_OR_ZERO -> inside || given.signum() == 0;
                    // of a number of monstrous exponent no digit is ever written out
                    case WHOLE -> inside && given.stripTrailingZeros().scale() <= 0;
                };
        return allowed ? fine() : must(name);
    }

    private static Optional<String> each(Form form, JsonArray list, String name) {
        for (int at = 0; at < list.size(); at++) {
            Optional<String> complaint = form.complaint(list.get(at), name + "[" + at + "]");
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return fine();
    }

    private static Optional<String> inside(List<Field> fields, JsonElement value, String name) {
        String prefix = name.isEmpty() ? "" : name + ".";
        if (!(value instanceof JsonObject object)) {
            return Optional.of((name.isEmpty() ? "a command" : name) + " must be an object");
        }
        Set<String> unknown = new HashSet<>(object.keySet());
        for (Field field : fields) {
            unknown.remove(field.name());
            if (!object.has(field.name())) {
                if (field.presence() == Field.Presence.REQUIRED) {
                    return Optional.of("the field " + prefix + field.name() + " is missing");
                }
                continue;
            }
            Optional<String> complaint =
                    field.form().complaint(object.get(field.name()), prefix + field.name());
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return unknown.isEmpty() ? fine() : Optional.of("there is an unknown field");
    }

    private static boolean isMoment(String text) {
        try {
            return MOMENT.matcher(text).matches()
                    && Instant.parse(text).isAfter(Instant.EPOCH.minusNanos(1));
        } catch (DateTimeException noSuchMoment) {
            return false;
        }
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }

    private static boolean isTruth(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isBoolean();
    }

    private static Optional<String> text(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString()
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }
}
