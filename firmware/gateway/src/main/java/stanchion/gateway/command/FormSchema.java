package stanchion.gateway.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Function;
import stanchion.gateway.command.CommandRow.Demand;

/// A command's row as JSON Schema (draft 2020-12): the files beside [stanchion.gateway.api.Topic]
/// are exactly this.
public final class FormSchema {
    private FormSchema() {}

    /// The schema of a command.
    public static JsonObject of(CommandRow row) {
        JsonObject schema = new JsonObject();
        schema.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.addProperty("$id", "https://stanchion.invalid/v1/" + row.topic().schemaFile());
        schema.addProperty("title", row.purpose().title());
        schema.addProperty("description", row.purpose().effect() + " Never retained.");
        JsonArray either = new JsonArray();
        either.add(request(row));
        if (row.demand() instanceof Demand.OrBare(String name, String effect)) {
            either.add(bare(row, name, effect));
        }
        either.add(signed());
        schema.add("oneOf", either);
        return schema;
    }

    private static JsonObject request(CommandRow row) {
        JsonObject request = group(row.allFields());
        if (row.demand() instanceof Demand.AtLeastOne()) {
            request.add("anyOf", list(row.fields(), field -> requiring(field.name())));
        }
        return request;
    }

    private static JsonObject signed() {
        Field signed =
                Field.required(
                        CommandReader.SIGNED,
                        new Form.Text(
                                "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+",
                                "a compact JWS"),
                        "the same as args of a JWS (ES256) of type stanchion-cmd+jws, see the"
                                + " README");
        return group(List.of(signed));
    }

    private static JsonObject bare(CommandRow row, String name, String effect) {
        JsonObject bare = new JsonObject();
        bare.addProperty("description", "bare, as home controllers send it: " + effect);
        row.fields().stream()
                .filter(field -> field.name().equals(name))
                .forEach(field -> of(field.form()).asMap().forEach(bare::add));
        return bare;
    }

    private static JsonObject requiring(String name) {
        JsonObject requiring = new JsonObject();
        requiring.add("required", list(List.of(name), JsonPrimitive::new));
        return requiring;
    }

    private static JsonObject group(List<Field> fields) {
        JsonObject properties = new JsonObject();
        for (Field field : fields) {
            JsonObject property = new JsonObject();
            property.addProperty("description", field.effect());
            of(field.form()).asMap().forEach(property::add);
            properties.add(field.name(), property);
        }
        JsonObject group = typed("object");
        group.add("properties", properties);
        group.add(
                "required",
                list(
                        fields.stream()
                                .filter(field -> field.presence() == Field.Presence.REQUIRED)
                                .toList(),
                        field -> new JsonPrimitive(field.name())));
        group.addProperty("additionalProperties", false);
        return group;
    }

    private static JsonObject of(Form form) {
        return switch (form) {
            case Form.Quantity number -> number(number);
            case Form.Text(String pattern, String range) -> matching("^(?:" + pattern + ")$");
            case Form.Choice(List<String> words) -> with("enum", list(words, JsonPrimitive::new));
            case Form.Truth() -> typed("boolean");
            case Form.Yes() -> with("const", new JsonPrimitive(true));
            case Form.Moment() -> matching("^" + Form.MOMENT.pattern() + "$");
            case Form.TimeOfDay() -> matching("^" + Form.TIME_OF_DAY.pattern() + "$");
            case Form.Group(List<Field> fields) -> group(fields);
            case Form.OrNull(Form inner) ->
                    with("oneOf", list(List.of(typed("null"), of(inner)), one -> one));
            case Form.Items(Form inner, int least, int most) -> {
                JsonObject items = typed("array");
                items.addProperty("minItems", least);
                items.addProperty("maxItems", most);
                items.add("items", of(inner));
                yield items;
            }
        };
    }

    private static JsonObject number(Form.Quantity number) {
        JsonObject range = typed(number.grain() == Form.Grain.WHOLE ? "integer" : "number");
        range.addProperty("minimum", number.least());
        range.addProperty("maximum", number.most());
        return number.grain() == Form.Grain.ANY_OR_ZERO
                ? with(
                        "anyOf",
                        list(List.of(with("const", new JsonPrimitive(0)), range), one -> one))
                : range;
    }

    private static JsonObject matching(String pattern) {
        JsonObject text = typed("string");
        text.addProperty("pattern", pattern);
        return text;
    }

    private static JsonObject typed(String type) {
        return with("type", new JsonPrimitive(type));
    }

    private static JsonObject with(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    private static <T> JsonArray list(List<T> all, Function<T, ? extends JsonElement> as) {
        JsonArray list = new JsonArray();
        all.forEach(one -> list.add(as.apply(one)));
        return list;
    }
}
