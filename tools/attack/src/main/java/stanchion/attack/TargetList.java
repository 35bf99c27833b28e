package stanchion.attack;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The `targets` member of signed targets as text: name to what stands beside it.
final class TargetList {
    private static final String MEMBER = "\"targets\":{";

    private TargetList() {}

    /// Takes the list out of the signed part.
    static SortedMap<String, String> read(String text) {
        TreeMap<String, String> targets = new TreeMap<>();
        int at = text.indexOf(MEMBER) + MEMBER.length();
        while (text.charAt(at) == '"') {
            int colon = text.indexOf("\":", at);
            int end = end(text, colon + 2);
            targets.put(text.substring(at + 1, colon), text.substring(colon + 2, end));
            at = text.charAt(end) == ',' ? end + 1 : end;
        }
        return targets;
    }

    /// The signed part with another list in the place of its own.
    static String write(String text, Map<String, String> targets) {
        int from = text.indexOf(MEMBER) + MEMBER.length() - 1;
        StringBuilder list = new StringBuilder("{");
        for (Map.Entry<String, String> target : targets.entrySet()) {
            list.append(list.length() == 1 ? "\"" : ",\"").append(target.getKey());
            list.append("\":").append(target.getValue());
        }
        return text.substring(0, from) + list + "}" + text.substring(end(text, from));
    }

    /// Where the object that begins at `from` ends.
    private static int end(String text, int from) {
        int depth = 0;
        for (int at = from; ; at++) {
            if (text.charAt(at) == '{') {
                depth++;
            } else if (text.charAt(at) == '}' && --depth == 0) {
                return at + 1;
            }
        }
    }
}
