package stanchion.tufclient;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/// The canonical JSON of the One Laptop per Child project, over which other makers sign: members
/// ascending by code point, no white space, whole numbers, and of all characters only `"` and `\`
/// are escaped.
final class OlpcJson {
    private final StringBuilder out = new StringBuilder();

    private OlpcJson() {}

    /// @throws IllegalStateException when a number is not whole
    static byte[] bytes(JsonElement value) {
        OlpcJson writer = new OlpcJson();
        writer.value(value);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonElement value) {
        if (value instanceof JsonObject members) {
            members(members);
        } else if (value.isJsonArray()) {
            String separator = "[";
            for (JsonElement item : value.getAsJsonArray()) {
                out.append(separator);
                value(item);
                separator = ",";
            }
            out.append(value.getAsJsonArray().isEmpty() ? "[]" : "]");
        } else if (value instanceof JsonPrimitive primitive) {
            primitive(primitive);
        } else {
            out.append("null");
        }
    }

    private void members(JsonObject members) {
        String separator = "{";
        for (String name : new TreeSet<>(members.keySet())) {
            out.append(separator);
            text(name);
            out.append(':');
            value(members.get(name));
            separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private void primitive(JsonPrimitive primitive) {
        if (primitive.isString()) {
            text(primitive.getAsString());
        } else if (primitive.isBoolean()) {
            out.append(primitive.getAsBoolean());
        } else {
            try {
                out.append(primitive.getAsBigDecimal().toBigIntegerExact());
            } catch (ArithmeticException fraction) {
                throw new IllegalStateException("not a whole number: " + primitive, fraction);
            }
        }
    }

    private void text(String text) {
        out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
}
