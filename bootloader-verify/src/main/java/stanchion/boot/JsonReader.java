package stanchion.boot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Reads the signed part strictly: no white space, escapes, floats, null, duplicate members.
///
/// It does not insist on the order of members nor on the shortest form of numbers: that is found by
/// writing what was read and comparing, which also finds what this reader may have overlooked.
final class JsonReader {
    static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 16;
    static final long LARGEST_NUMBER = (1L << 53) - 1;

    private final byte[] bytes;
    private final int end;
    private int at;

    private JsonReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// Reads exactly one value from `bytes[from, end)`.
    static Json read(byte[] bytes, int from, int end) throws Refused {
        JsonReader reader = new JsonReader(bytes, from, end);
        Json value = reader.value(1);
        if (reader.at != end) {
            throw reader.wrong("trailing bytes");
        }
        return value;
    }

    private Json value(int depth) throws Refused {
        if (depth > DEEPEST) {
            throw wrong("nested too deeply");
        }
        int c = peek();
        if (c == '{') {
            return members(depth);
        }
        if (c == '[') {
            return items(depth);
        }
        if (c == '"') {
            return new Json.Text(text());
        }
        if (c == 't' || c == 'f') {
            return flag(c == 't' ? "true" : "false");
        }
        return number();
    }

    private Json members(int depth) throws Refused {
        TreeMap<String, Json> members = new TreeMap<>();
        at++;
        if (peek() == '}') {
            at++;
            return new Json.Members(members);
        }
        while (true) {
            String name = text();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("duplicate member " + name);
            }
            if (separator('}')) {
                return new Json.Members(members);
            }
        }
    }

    private Json items(int depth) throws Refused {
        List<Json> items = new ArrayList<>();
        at++;
        if (peek() == ']') {
            at++;
            return new Json.Items(items);
        }
        while (true) {
            items.add(value(depth + 1));
            if (separator(']')) {
                return new Json.Items(items);
            }
        }
    }

    /// Steps over `,` or the closing bracket; true for the latter.
    private boolean separator(int close) throws Refused {
        int c = peek();
        if (c != ',' && c != close) {
            throw wrong("expected , or " + (char) close);
        }
        at++;
        return c == close;
    }

    // most of a root is text: one plain loop, because a cold start interprets it
    private String text() throws Refused {
        expect('"');
        int from = at;
        int to = from;
        while (to < end && bytes[to] != '"') {
            byte c = bytes[to];
            if (c < ' ' || c > '~' || c == '\\') {
                at = to;
                throw wrong("character not allowed in text");
            }
            to++;
        }
        at = to;
        expect('"');
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private Json flag(String word) throws Refused {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return new Json.Flag(word.length() == 4);
    }

    private Json number() throws Refused {
        int from = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - from < LONGEST_NUMBER) {
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        if (at == from || value > LARGEST_NUMBER) {
            throw wrong("not a value");
        }
        return new Json.Whole(value);
    }

    private void expect(int c) throws Refused {
        if (peek() != c) {
            throw wrong("expected " + (char) c);
        }
        at++;
    }

    private int peek() throws Refused {
        if (at >= end) {
            throw wrong("ends early");
        }
        return bytes[at] & 0xff;
    }

    private Refused wrong(String what) {
        return new Refused(Refusal.METADATA_SYNTAX, what + " at byte " + at);
    }
}
