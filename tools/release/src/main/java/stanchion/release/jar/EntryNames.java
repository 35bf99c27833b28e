package stanchion.release.jar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import stanchion.release.ReleaseException;

/// Names of entries that mean one file each, on every file system and to every reader.
final class EntryNames {
    private static final int LONGEST_SHOWN = 100;

    private EntryNames() {}

    static void check(String jar, List<String> names) throws ReleaseException {
        Map<String, String> seen = new HashMap<>();
        Set<String> folders = new HashSet<>();
        for (String name : names) {
            checkOne(jar, name);
            String folded = name.toLowerCase(Locale.ROOT);
            String twin = seen.put(folded, name);
            if (twin != null) {
                throw wrong(
                        jar,
                        name,
                        twin.equals(name) ? "is there twice" : "differs from another in case only");
            }
            for (int i = folded.indexOf('/'); i >= 0; i = folded.indexOf('/', i + 1)) {
                folders.add(folded.substring(0, i));
            }
        }
        for (String folder : folders) {
            String file = seen.get(folder);
            if (file != null) {
                throw wrong(jar, file, "is a file and a folder");
            }
        }
    }

    private static void checkOne(String jar, String name) throws ReleaseException {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~' || c == '\\' || c == ':') {
                throw wrong(jar, name, "has a character that is not plain ASCII, or \\ or :");
            }
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw wrong(jar, name, "is no plain path: absolute, empty, . or ..");
            }
        }
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.startsWith("META-INF/") && !name.startsWith("META-INF/")) {
            throw wrong(jar, name, "means META-INF to one reader and not to another");
        }
        if (upper.equals("META-INF/MANIFEST.MF") && !name.equals("META-INF/MANIFEST.MF")) {
            throw wrong(jar, name, "means the manifest to one reader and not to another");
        }
    }

    static String printable(String name) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), LONGEST_SHOWN); i++) {
            char c = name.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return shown.toString();
    }

    private static ReleaseException wrong(String jar, String name, String what) {
        return new ReleaseException(
                jar + ": entry " + printable(name) + " " + what + "; rename or remove it");
    }
}
