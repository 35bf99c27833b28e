package stanchion.attack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import stanchion.release.ReleaseException;

/// Group E, second part: jars that were signed although their manifest asks for more than the
/// program in them. The signing tool refuses them; should one be signed all the same, the fixed
/// command line obeys none of it. Each is first shown to work under `java -jar`.
final class JarAttacks {
    private static final String JAR = "charger.jar";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String MAIN = "Main-Class: canary.charger.Main\r\n";
    private static final Twin HONEST =
            new Twin(
                    "the same jar with a manifest that says nothing but its main class",
                    charger -> sign(charger, MAIN));

    private JarAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of(
                                "E31",
                                "a signed jar's manifest names the attacker's jar as class path and"
                                        + " main class")
                        .boots("BOOT A ")
                        .by(charger -> {
                            planted(charger, "Evil", Evil.program("Evil", "main(String... words)"));
                            sign(
                                    charger,
                                    String.join(
                                            "\r\n",
                                            "Class-Path: ../../planted.jar ../../../planted.jar",
                                            "Main-Class: Evil",
                                            ""));
                            Evil.mustWork(charger, "-jar", inSlot(charger));
                        })
                        .unless(HONEST),
                Case.of("E32", "a signed jar's manifest names an agent")
                        .boots("BOOT A ")
                        .by(charger -> {
                            String agent =
                                    "package canary.charger;\n"
                                            + Evil.program("Agent", "agentmain(String words)");
                            Map<String, byte[]> more = compile(charger, "Agent.java", agent);
                            sign(
                                    charger,
                                    MAIN + "Launcher-Agent-Class: canary.charger.Agent\r\n",
                                    more);
                            Evil.mustWork(charger, "-jar", inSlot(charger));
                        })
                        .unless(HONEST),
                Case.of(
                                "E33",
                                "a signed jar is multi-release and has another program for this"
                                        + " Java")
                        .boots("BOOT A ")
                        .by(charger -> {
                            sign(charger, MAIN + "Multi-Release: true\r\n", otherRelease(charger));
                            Evil.mustWork(charger, "-jar", inSlot(charger));
                        })
                        .unless(HONEST),
                Case.of(
                                "E34",
                                "a signed jar has an index that sends its packages to the"
                                        + " attacker's jar")
                        .boots("BOOT A ")
                        .by(charger -> {
                            planted(charger, "Evil", Evil.program("Evil", "main(String... words)"));
                            String index =
                                    "JarIndex-Version: 1.0\n\n../../planted.jar\ncanary/charger\n";
                            sign(charger, MAIN, Map.of("META-INF/INDEX.LIST", ascii(index)));
                        })
                        .unless(HONEST),
                Case.of(
                                "E35",
                                "a signed jar's manifest opens the modules of the JDK and lets it"
                                        + " load native code")
                        .boots("BOOT A ")
                        .by(charger ->
                                sign(
                                        charger,
                                        MAIN
                                                + "Add-Opens: java.base/java.lang\r\n"
                                                + "Enable-Native-Access: ALL-UNNAMED\r\n"))
                        .unless(HONEST));
    }

    private static String inSlot(Charger charger) {
        return charger.slotA().resolve(JAR).toString();
    }

    private static void sign(Charger charger, String manifest)
            throws IOException, ReleaseException {
        sign(charger, manifest, Map.of());
    }

    /// Signs the charger's jar with this manifest and more entries.
    private static void sign(Charger charger, String manifest, Map<String, byte[]> more)
            throws IOException, ReleaseException {
        Map<String, byte[]> entries = entries(Contents.of(charger, JAR), manifest);
        entries.putAll(more);
        Contents.sign(charger, JAR, "charger", Jars.zip(entries));
    }

    /// What a jar holds, with another manifest.
    static Map<String, byte[]> entries(byte[] jar, String manifest) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, ascii("Manifest-Version: 1.0\r\n" + manifest + "\r\n"));
        entries.putAll(entries(jar));
        return entries;
    }

    /// What a jar holds, without its manifest.
    private static Map<String, byte[]> entries(byte[] jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                if (!e.getName().equals(MANIFEST)) {
                    entries.put(e.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    /// The attacker's program in the place where a Java of release 25 looks first.
    private static Map<String, byte[]> otherRelease(Charger charger) throws IOException {
        String name = "canary/charger/Main.class";
        byte[] good = entries(Contents.of(charger, JAR)).getOrDefault(name, new byte[0]);
        return Map.of("META-INF/versions/25/" + name, Evil.of(good));
    }

    private static void planted(Charger charger, String type, String source)
            throws IOException, ReleaseException {
        Map<String, byte[]> classes = compile(charger, type + ".java", source);
        Files.write(charger.work().resolve("planted.jar"), Jars.zip(classes));
    }

    private static Map<String, byte[]> compile(Charger charger, String name, String source)
            throws IOException, ReleaseException {
        Path folder = Files.createTempDirectory(charger.work(), "source");
        return Jars.compile(Map.of(name, source), folder);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
