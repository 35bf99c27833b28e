package stanchion.bench.vehicle;

import java.util.Map;
import java.util.TreeMap;

/// What the instrument said to a command.
sealed interface Reply {
    /// Done; with `KEY=VALUE` words where the command asks for something.
    record Done(Map<String, String> fields) implements Reply {
        public Done {
            fields = Map.copyOf(fields);
        }
    }

    /// Not done: one of the protocol's error words, and what the instrument adds for a person.
    record Refused(String error, String detail) implements Reply {}

    /// Neither `OK` nor `ERR`.
    record Unreadable(String text) implements Reply {}

    static Reply of(String text) {
        String[] words = text.split(" ", -1);
        if (words[0].equals("ERR") && words.length > 1) {
            return new Refused(
                    words[1], text.substring(Math.min(text.length(), 5 + words[1].length())));
        }
        if (!words[0].equals("OK")) {
            return new Unreadable(text);
        }
        Map<String, String> fields = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1
                    || fields.put(words[i].substring(0, equals), words[i].substring(equals + 1))
                            != null) {
                return new Unreadable(text);
            }
        }
        return new Done(fields);
    }
}
