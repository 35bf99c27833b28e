package stanchion.gateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stanchion.gateway.world.Schemas;

/// Every input is validated, and bad input is discarded safely (SI 2021/1467, schedule 1, paragraph
/// 6): each field of each command at and beyond its ends, and whatever random makes.
class Schedule1Paragraph6InputValidationTest {
    private static final CommandReader READER = new CommandReader(Signatures.none());
    private static final BigDecimal A_BIT = new BigDecimal("0.001");

    /// For each form of text one that fits.
    private static final List<String> TEXTS = List.of("a", "A".repeat(43), "mon-fri 22:00-06:00");

    static List<CommandRow> rows() {
        return CommandTable.ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsInRangeIsUnderstoodAndWhatIsNotIsRefusedByName(CommandRow row) {
        for (Field field : row.allFields()) {
            for (JsonElement good : good(field.form())) {
                String text = with(row, field, good).toString();
                assertThat(Schemas.complaints(row.topic(), text)).as(text).isEmpty();
                assertThat(row.complaint(with(row, field, good))).as(text).isEmpty();
            }
            for (JsonElement bad : bad(field.form())) {
                String text = with(row, field, bad).toString();
                assertThat(Schemas.complaints(row.topic(), text)).as(text).isNotEmpty();
                assertThat(READER.read(row.topic(), text))
                        .as(text)
                        .isInstanceOfSatisfying(
                                Parsed.Refused.class,
                                refused -> assertThat(refused.reason()).contains(field.name()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aFieldNobodyKnowsIsRefused(CommandRow row) {
        JsonObject more = whole(row);
        more.addProperty("unknown", 1);
        assertThat(READER.read(row.topic(), more.toString()))
                .isEqualTo(new Parsed.Refused(Optional.of("a"), "there is an unknown field"));
    }

    /// The same entry a coverage-guided fuzzer has: `./run fuzz --target commands`.
    @Test
    void whateverRandomMakesIsUnderstoodOrRefusedAtOnce() {
        SplittableRandom random = new SplittableRandom(20211467);
        for (int round = 0; round < 20_000; round++) {
            CommandRow row = rows().get(random.nextInt(rows().size()));
            byte[] text = whole(row).toString().getBytes(UTF_8);
            int changes = 1 + random.nextInt(4);
            byte[] input = new byte[text.length + 1];
            input[0] = (byte) rows().indexOf(row);
            System.arraycopy(text, 0, input, 1, text.length);
            for (int change = 0; change < changes; change++) {
                int at = 1 + random.nextInt(text.length);
                input[at] =
                        (byte)
                                (random.nextBoolean()
                                        ? random.nextInt()
                                        : "{}[]\",:0e-.u\\".charAt(random.nextInt(13)));
            }
            FuzzCommands.judge(input, Schemas::complaints);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void monstersAreRefused(CommandRow row) {
        for (String monster :
                List.of(
                        "[".repeat(1000),
                        "{\"a\":".repeat(300),
                        "{\"id\":" + "9".repeat(900) + "}",
                        "{\"amps\":1e999999999}",
                        "{\"amps\":1E-2147483647}",
                        "{\"id\":\"\uD800\"}",
                        "{\"id\":\"\\ud800\"}",
                        "{\"id\":\"a\",\"id\":\"b\"}",
                        "{\"id\":\"\\u0061\",\"\\u0069d\":\"b\"}",
                        "[" + "0,".repeat(400) + "0]",
                        "\u202E{}",
                        "{}\u0000")) {
            assertThat(READER.read(row.topic(), monster))
                    .as(monster)
                    .isInstanceOf(Parsed.Refused.class);
        }
    }

    /// The command with every field at something good, and this one as given.
    private static JsonObject with(CommandRow row, Field field, JsonElement value) {
        JsonObject object = whole(row);
        object.add(field.name(), value);
        return object;
    }

    private static JsonObject whole(CommandRow row) {
        JsonObject object = new JsonObject();
        for (Field field : row.allFields()) {
            object.add(field.name(), good(field.form()).getFirst());
        }
        return object;
    }

    private static List<JsonElement> good(Form form) {
        return switch (form) {
            case Form.Quantity(var least, var most, Form.Grain grain, String unit) ->
                    grain == Form.Grain.ANY_OR_ZERO
                            ? List.of(number(least), number(most), number(BigDecimal.ZERO))
                            : List.of(number(least), number(most));
            case Form.Text(String pattern, String range) ->
                    TEXTS.stream()
                            .filter(text -> text.matches(pattern))
                            .limit(1)
                            .map(text -> (JsonElement) new JsonPrimitive(text))
                            .toList();
            case Form.Choice(List<String> words) ->
                    words.stream().map(word -> (JsonElement) new JsonPrimitive(word)).toList();
            case Form.Truth() -> List.of(new JsonPrimitive(true), new JsonPrimitive(false));
            case Form.Yes() -> List.of(new JsonPrimitive(true));
            case Form.Moment() -> List.of(new JsonPrimitive("2040-02-29T23:59:59.5Z"));
            case Form.TimeOfDay() ->
                    List.of(new JsonPrimitive("00:00"), new JsonPrimitive("23:59"));
            case Form.Group(List<Field> fields) -> {
                JsonObject group = new JsonObject();
                fields.forEach(one -> group.add(one.name(), good(one.form()).getFirst()));
                yield List.of(group);
            }
            case Form.OrNull(Form inner) -> List.of(good(inner).getFirst());
            case Form.Items(Form inner, int least, int most) -> {
                JsonArray list = new JsonArray();
                for (int item = 0; item < Math.max(1, least); item++) {
                    list.add(good(inner).getFirst());
                }
                yield List.of(list);
            }
        };
    }

    private static List<JsonElement> bad(Form form) {
        return switch (form) {
            case Form.Quantity(var least, var most, Form.Grain grain, String unit) ->
                    List.of(
                            number(most.add(A_BIT)),
                            number(least.subtract(A_BIT)),
                            new JsonPrimitive(least.toPlainString()),
                            new JsonPrimitive(true));
            case Form.Text text -> List.of(new JsonPrimitive(""), new JsonPrimitive(7));
            case Form.Choice choice -> List.of(new JsonPrimitive("neither"), new JsonPrimitive(0));
            case Form.Truth() -> List.of(new JsonPrimitive("true"), new JsonPrimitive(1));
            case Form.Yes() -> List.of(new JsonPrimitive(false), new JsonPrimitive(1));
            case Form.Moment() ->
                    List.of(new JsonPrimitive("2026-01-31"), new JsonPrimitive(1_790_000_000));
            case Form.TimeOfDay() -> List.of(new JsonPrimitive("24:00"), new JsonPrimitive(200));
            case Form.Group group -> List.of(new JsonArray(), new JsonPrimitive("{}"));
            case Form.OrNull(Form inner) -> bad(inner);
            case Form.Items(Form inner, int least, int most) -> {
                JsonArray many = new JsonArray();
                for (int item = 0; item <= most; item++) {
                    many.add(good(inner).getFirst());
                }
                yield List.of(many, new JsonPrimitive("[]"));
            }
        };
    }

    private static JsonElement number(BigDecimal value) {
        return new JsonPrimitive(value);
    }
}
