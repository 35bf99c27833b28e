package stanchion.gateway.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.Serial;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// JSON as strict as RFC 8259 has it, of bounded depth and width, no field twice.
public final class StrictJson {
    /// A number of more digits means nothing here and only costs time.
    public static final int LONGEST_NUMBER = 24;

    /// Objects and lists within each other, the outermost included.
    public static final int DEEPEST = 5;

    /// Fields of an object, or items of a list.
    public static final int WIDEST = 64;

    /// The parser would swallow it.
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// It is not such JSON. The message says why, in one sentence.
    public static final class RefusedException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        public RefusedException(String message) {
            super(message);
        }

        public RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private StrictJson() {}

    /// Any value.
    public static JsonElement value(String text) throws RefusedException {
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw new RefusedException("the payload begins with a byte order mark");
        }
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement read = read(reader, DEEPEST);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new RefusedException("there is something behind the JSON value");
            }
            return read;
        } catch (IOException | NumberFormatException | IllegalStateException malformed) {
            throw new RefusedException("the payload is not strict JSON", malformed);
        }
    }

    /// One object whose fields are text, numbers or booleans.
    public static Map<String, JsonPrimitive> flat(String text) throws RefusedException {
        if (!(value(text) instanceof JsonObject object)) {
            throw new RefusedException("a JSON object is expected");
        }
        Map<String, JsonPrimitive> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> field : object.entrySet()) {
            if (!(field.getValue() instanceof JsonPrimitive primitive)) {
                throw new RefusedException("a field is neither text, number nor boolean");
            }
            fields.put(field.getKey(), primitive);
        }
        return fields;
    }

    private static JsonElement read(JsonReader reader, int depth)
            throws IOException, RefusedException {
        return switch (reader.peek()) {
            case STRING -> new JsonPrimitive(reader.nextString());
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NUMBER -> new JsonPrimitive(number(reader.nextString()));
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            case BEGIN_OBJECT -> object(reader, deeper(depth));
            case BEGIN_ARRAY -> list(reader, deeper(depth));
            case END_DOCUMENT, END_OBJECT, END_ARRAY, NAME -> throw new MalformedJsonException("");
        };
    }

    private static int deeper(int depth) throws RefusedException {
        if (depth == 0) {
            throw new RefusedException("the payload is nested too deeply");
        }
        return depth - 1;
    }

    private static JsonObject object(JsonReader reader, int depth)
            throws IOException, RefusedException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw new RefusedException("a field stands there twice");
            }
            object.add(name, read(reader, depth));
            notTooWide(object.size());
        }
        reader.endObject();
        return object;
    }

    private static JsonArray list(JsonReader reader, int depth)
            throws IOException, RefusedException {
        JsonArray list = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            list.add(read(reader, depth));
            notTooWide(list.size());
        }
        reader.endArray();
        return list;
    }

    private static void notTooWide(int size) throws RefusedException {
        if (size > WIDEST) {
            throw new RefusedException("an object or a list has more than " + WIDEST + " parts");
        }
    }

    private static BigDecimal number(String digits) throws RefusedException {
        if (digits.length() > LONGEST_NUMBER) {
            throw new RefusedException("a number has too many digits");
        }
        return new BigDecimal(digits);
    }
}
