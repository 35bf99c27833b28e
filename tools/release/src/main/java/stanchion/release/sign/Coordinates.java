package stanchion.release.sign;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.release.ReleaseException;
import stanchion.release.jar.ZipReader;

/// Where a file of a slot comes from, as far as it says so itself.
///
/// @param group Maven's group id; empty when the file does not tell
/// @param purl package URL
/// @param licenses names as their authors write them
record Coordinates(String group, String name, String version, String purl, List<String> licenses) {
    private static final Pattern FILE = Pattern.compile("(.+?)-([0-9][A-Za-z0-9.+_-]*)\\.jar");
    private static final Pattern LICENSE =
            Pattern.compile("<license>\\s*<name>\\s*([^<]{1,200}?)\\s*</name>");
    private static final Pattern BUNDLE =
            Pattern.compile("(?m)^Bundle-License: *(\\S[^\r\n]*?)\\s*$");
    private static final String OURS = "stanchion";

    /// Of a jar: from `META-INF/maven/…/pom.properties`, else from its name.
    static Coordinates ofJar(String file, byte[] jar) throws ReleaseException {
        SortedMap<String, byte[]> entries = ZipReader.read(file, jar);
        Optional<Properties> pom = pomProperties(file, entries);
        if (pom.isPresent()) {
            String group = pom.get().getProperty("groupId", "");
            String name = pom.get().getProperty("artifactId", "");
            String version = pom.get().getProperty("version", "");
            return new Coordinates(
                    group, name, version, maven(group, name, version), licenses(entries));
        }
        Matcher match = FILE.matcher(file);
        String name = match.matches() ? match.group(1) : file;
        String version = match.matches() ? match.group(2) : "";
        if (name.startsWith(OURS + "-")) {
            return new Coordinates(
                    OURS, name, version, maven(OURS, name, version), licenses(entries));
        }
        return new Coordinates("", name, version, generic(name, version), licenses(entries));
    }

    /// Of any other file: it is of this version of the firmware.
    static Coordinates ofFile(String file, String firmware) {
        return new Coordinates("", file, firmware, generic(file, firmware), List.of());
    }

    /// The one pom of the jar itself; a jar that holds those of others as well does not tell.
    private static Optional<Properties> pomProperties(
            String file, SortedMap<String, byte[]> entries) throws ReleaseException {
        List<Properties> found = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties")) {
                Properties properties = new Properties();
                try {
                    properties.load(new StringReader(text(entry.getValue())));
                } catch (IOException | IllegalArgumentException malformed) {
                    throw new ReleaseException(
                            file + ": entry " + entry.getKey() + " is no properties file");
                }
                String artifact = properties.getProperty("artifactId", "");
                if (!artifact.isEmpty() && file.startsWith(artifact)) {
                    found.add(properties);
                }
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static List<String> licenses(SortedMap<String, byte[]> entries) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            boolean pom = entry.getKey().matches("META-INF/maven/[^/]+/[^/]+/pom\\.xml");
            boolean manifest = entry.getKey().equals("META-INF/MANIFEST.MF");
            if (pom || manifest) {
                Matcher match = (pom ? LICENSE : BUNDLE).matcher(text(entry.getValue()));
                while (match.find() && !names.contains(match.group(1))) {
                    names.add(match.group(1));
                }
            }
        }
        return names;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static String maven(String group, String name, String version) {
        return "pkg:maven/" + coded(group) + "/" + coded(name) + "@" + coded(version);
    }

    private static String generic(String name, String version) {
        return "pkg:generic/" + coded(name) + (version.isEmpty() ? "" : "@" + coded(version));
    }

    /// Percent-encoding of the package URL specification.
    private static String coded(String text) {
        StringBuilder coded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || ".-_~".indexOf(c) >= 0;
            coded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return coded.toString();
    }
}
