package stanchion.release.jar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import stanchion.release.ReleaseException;

/// What no jar of a slot may hold: everything by which a jar changes what is loaded, beyond being a
/// folder of classes.
public final class JarRules {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /// Manifest attributes that load, start or open something (JAR File Specification, JDK 25;
    /// `java.lang.instrument`).
    private static final Map<String, String> ATTRIBUTES =
            Map.ofEntries(
                    Map.entry("class-path", "loads other jars"),
                    Map.entry("launcher-agent-class", "starts an agent before main"),
                    Map.entry("premain-class", "is an agent"),
                    Map.entry("agent-class", "is an agent"),
                    Map.entry("boot-class-path", "loads other jars"),
                    Map.entry("multi-release", "means other classes to another Java"),
                    Map.entry("add-exports", "opens packages of the JDK"),
                    Map.entry("add-opens", "opens packages of the JDK"),
                    Map.entry("enable-native-access", "calls native code unasked"),
                    Map.entry("extension-list", "loads other jars"));

    private JarRules() {}

    /// Holds a jar to the rules.
    ///
    /// @param jar its name, for messages
    /// @throws ReleaseException naming jar, entry and the way out
    public static void check(String jar, byte[] bytes) throws ReleaseException {
        SortedMap<String, byte[]> entries = ZipReader.read(jar, bytes);
        for (String name : entries.keySet()) {
            checkName(jar, name);
        }
        byte[] manifest = entries.get(MANIFEST);
        if (manifest != null) {
            checkManifest(jar, new String(manifest, StandardCharsets.UTF_8));
        }
    }

    private static void checkName(String jar, String name) throws ReleaseException {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("META-INF/INDEX.LIST")) {
            throw wrong(jar, name, "says where else classes are");
        }
        if (upper.startsWith("META-INF/VERSIONS/")) {
            throw wrong(jar, name, "means other classes to another Java");
        }
        if (upper.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
                || upper.startsWith("META-INF/SIG-")) {
            throw wrong(jar, name, "is a signature of others, which the slot's own replaces");
        }
    }

    private static void checkManifest(String jar, String manifest) throws ReleaseException {
        Set<String> seen = new HashSet<>();
        for (String line : unfolded(manifest)) {
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                seen.clear();
                continue;
            }
            if (colon < 1) {
                throw wrong(jar, MANIFEST, "has a line that is no attribute");
            }
            String attribute = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!seen.add(attribute)) {
                throw wrong(jar, MANIFEST, "says " + line.substring(0, colon) + " twice");
            }
            String why = ATTRIBUTES.get(attribute);
            if (why != null) {
                throw wrong(jar, MANIFEST, "has " + line.substring(0, colon) + ", which " + why);
            }
        }
    }

    /// Lines that begin with a space go on with the line before them.
    private static List<String> unfolded(String manifest) {
        List<String> lines = new ArrayList<>();
        for (String line : manifest.split("\r\n|\n|\r", -1)) {
            if (line.startsWith(" ") && !lines.isEmpty()) {
                lines.set(lines.size() - 1, lines.getLast() + line.substring(1));
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static ReleaseException wrong(String jar, String entry, String what) {
        return new ReleaseException(
                jar
                        + ": entry "
                        + EntryNames.printable(entry)
                        + " "
                        + what
                        + "; build the jar without it, or sign without --strict, which resolves"
                        + " it");
    }
}
