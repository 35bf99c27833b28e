package stanchion.gateway.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
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

/// JSON as strict as RFC 8259 has it, and of that only one value, or one object of such values;
/// where it is asked for, also one more level of objects, and null.
public final class FlatJson {
    /// A number of more digits means nothing here and only costs time.
    private static final int LONGEST_NUMBER = 24;

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

    private FlatJson() {}

    public static boolean isObject(String text) {
        return text.stripLeading().startsWith("{");
    }

    public static JsonPrimitive value(String text) throws RefusedException {
        return whole(text, FlatJson::readValue);
    }

    public static Map<String, JsonPrimitive> object(String text) throws RefusedException {
        return whole(text, FlatJson::readObject);
    }

    /// An object whose fields may be null or such objects again: their fields are named
    /// `outer.inner`.
    public static Map<String, JsonElement> nested(String text) throws RefusedException {
        return whole(text, FlatJson::readNested);
    }

    @FunctionalInterface
    private interface Part<T> {
        T read(JsonReader reader) throws IOException, RefusedException;
    }

    private static <T> T whole(String text, Part<T> part) throws RefusedException {
        if (text.startsWith(BYTE_ORDER_MARK)) {
            throw new RefusedException("the payload begins with a byte order mark");
        }
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            T read = part.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new RefusedException("there is something behind the JSON value");
            }
            return read;
        } catch (IOException | NumberFormatException | IllegalStateException malformed) {
            throw new RefusedException("the payload is not strict JSON", malformed);
        }
    }

    private static Map<String, JsonPrimitive> readObject(JsonReader reader)
            throws IOException, RefusedException {
        Map<String, JsonPrimitive> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (fields.containsKey(name)) {
                throw new RefusedException("a field stands there twice");
            }
            fields.put(name, readValue(reader));
        }
        reader.endObject();
        return fields;
    }

    private static Map<String, JsonElement> readNested(JsonReader reader)
            throws IOException, RefusedException {
        Map<String, JsonElement> fields = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.contains(".")) {
                throw new RefusedException("a field may not have a dot in its name");
            }
            Map<String, JsonElement> read = new LinkedHashMap<>();
            if (reader.peek() == JsonToken.BEGIN_OBJECT) {
                readObject(reader).forEach((inner, value) -> read.put(name + "." + inner, value));
            } else if (reader.peek() == JsonToken.NULL) {
                reader.nextNull();
                read.put(name, JsonNull.INSTANCE);
            } else {
                read.put(name, readValue(reader));
            }
            if (read.keySet().stream().anyMatch(fields::containsKey)) {
                throw new RefusedException("a field stands there twice");
            }
            fields.putAll(read);
        }
        reader.endObject();
        return fields;
    }

    private static JsonPrimitive readValue(JsonReader reader) throws IOException, RefusedException {
        return switch (reader.peek()) {
            case STRING -> new JsonPrimitive(reader.nextString());
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NUMBER -> new JsonPrimitive(number(reader.nextString()));
            case END_DOCUMENT -> throw new MalformedJsonException("empty");
            case BEGIN_OBJECT, BEGIN_ARRAY, END_OBJECT, END_ARRAY, NAME, NULL ->
                    throw new RefusedException("a field is neither text, number nor boolean");
        };
    }

    private static BigDecimal number(String digits) throws RefusedException {
        if (digits.length() > LONGEST_NUMBER) {
            throw new RefusedException("a number has too many digits");
        }
        return new BigDecimal(digits);
    }
}
