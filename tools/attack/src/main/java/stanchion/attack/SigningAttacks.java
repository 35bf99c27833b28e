package stanchion.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stanchion.boot.Refusal;
import stanchion.release.JarIntake;
import stanchion.release.ReleaseException;

/// Group E, third part: jars slipped into the maker's build that two readers of ZIP files would
/// read differently, or whose manifest asks for more. The signing tool refuses each, and unsigned
/// it does not boot.
final class SigningAttacks {
    private static final String JAR = "charger.jar";
    private static final String MAIN = "canary/charger/Main.class";

    private SigningAttacks() {}

    static List<Case> cases() {
        return List.of(
                refused(
                        "E36",
                        "a Class-Path",
                        jar -> with(jar, "Class-Path: evil.jar\r\n", Map.of())),
                refused(
                        "E37",
                        "a Launcher-Agent-Class",
                        jar ->
                                with(
                                        jar,
                                        "Launcher-Agent-Class: canary.charger.Main\r\n",
                                        Map.of())),
                refused(
                        "E38",
                        "branches for other releases",
                        jar ->
                                with(
                                        jar,
                                        "Multi-Release: true\r\n",
                                        Map.of("META-INF/versions/25/" + MAIN, new byte[8]))),
                refused(
                        "E39",
                        "an index",
                        jar -> with(jar, "", Map.of("META-INF/INDEX.LIST", new byte[8]))),
                refused(
                        "E40",
                        "one entry twice",
                        jar ->
                                replaced(
                                        with(
                                                jar,
                                                "",
                                                Map.of(MAIN.replace("Main", "Mein"), new byte[8])),
                                        "Mein.class",
                                        "Main.class")),
                refused(
                        "E41",
                        "bytes before its first entry",
                        jar -> latin("#!/bin/sh\n" + latin(jar))),
                refused("E42", "bytes behind its end", jar -> latin(latin(jar) + "PK")),
                Case.of(
                                "E43",
                                "a jar whose local headers and central directory name other entries"
                                        + " is to be signed")
                        .refused(Refusal.FILE_DIGEST)
                        .by(charger -> plantRefused(charger, SigningAttacks::renamed))
                        .unless(honest()));
    }

    private interface Trick {
        byte[] on(byte[] jar) throws IOException;
    }

    private static Case refused(String id, String what, Trick trick) {
        return Case.of(id, "a jar with " + what + " is to be signed")
                .refused(Refusal.FILE_LENGTH)
                .by(charger -> plantRefused(charger, trick))
                .unless(honest());
    }

    private static Twin honest() {
        return new Twin(
                "the jar as it was built is signed",
                charger -> {
                    byte[] jar = Contents.of(charger, JAR);
                    Contents.sign(
                            charger, JAR, "charger", JarIntake.STRICT.take(JAR, jar, List.of()));
                });
    }

    private static void plantRefused(Charger charger, Trick trick) throws IOException {
        byte[] jar = trick.on(Contents.of(charger, JAR));
        if (signs(jar)) {
            throw new IllegalStateException("the signing tool took the jar");
        }
        Contents.plant(charger, JAR, jar);
    }

    private static boolean signs(byte[] jar) {
        try {
            JarIntake.STRICT.take(JAR, jar, List.of());
            return true;
        } catch (ReleaseException refused) {
            return false;
        }
    }

    private static byte[] with(byte[] jar, String manifest, Map<String, byte[]> more)
            throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(JarAttacks.entries(jar, manifest));
        entries.putAll(more);
        return Jars.zip(entries);
    }

    /// The name in the first place alone, which is the local header.
    private static byte[] renamed(byte[] jar) {
        return latin(latin(jar).replaceFirst(MAIN, MAIN.replace("Main", "Mein")));
    }

    private static byte[] replaced(byte[] jar, String name, String by) {
        return latin(latin(jar).replace(name, by));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
