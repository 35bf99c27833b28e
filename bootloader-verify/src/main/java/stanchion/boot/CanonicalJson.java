package stanchion.boot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The one byte form of a [Json] value: members ascending, no white space, no escapes.
public final class CanonicalJson {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

    private CanonicalJson() {}

    /// The canonical form of a value.
    ///
    /// @throws IllegalArgumentException when a text needs an escape, or a number is negative
    public static byte[] bytes(Json value) {
        CanonicalJson writer = new CanonicalJson();
        writer.value(value);
        return writer.out.toByteArray();
    }

    // a chain of instanceof, because a pattern switch costs a cold start its bootstrap
    private void value(Json value) {
        if (value instanceof Json.Members members) {
            members(members);
        } else if (value instanceof Json.Items items) {
            items(items);
        } else if (value instanceof Json.Text text) {
            text(text.value());
        } else if (value instanceof Json.Whole whole) {
            number(whole.value());
        } else if (value instanceof Json.Flag flag) {
            ascii(flag.value() ? "true" : "false");
        }
    }

    private void members(Json.Members members) {
        out.write('{');
        boolean first = true;
        for (Map.Entry<String, Json> member : members.values().entrySet()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            text(member.getKey());
            out.write(':');
            value(member.getValue());
        }
        out.write('}');
    }

    private void items(Json.Items items) {
        out.write('[');
        boolean first = true;
        for (Json item : items.values()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            value(item);
        }
        out.write(']');
    }

    private void text(String text) {
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                throw new IllegalArgumentException("metadata cannot hold this text: " + text);
            }
        }
        ascii(text);
        out.write('"');
    }

    private void number(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("metadata holds no negative number: " + number);
        }
        ascii(Long.toString(number));
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
