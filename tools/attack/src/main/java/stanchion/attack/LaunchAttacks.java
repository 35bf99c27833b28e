package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Refusal;
import stanchion.release.ReleaseException;

/// Group F, first part: what an environment, a cache, a working folder or another process could
/// make a good program do.
final class LaunchAttacks {
    private static final String CACHE = "charger.aot";
    private static final Twin SIGNED_CACHE =
            new Twin(
                    "a cache that was signed, though it fits no Java",
                    charger -> Contents.sign(charger, CACHE, "charger-cache", new byte[4096]));
    private static final Twin NOTHING_PLANTED = new Twin("nothing lies there", charger -> {});

    private LaunchAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(environment());
        cases.addAll(caches());
        cases.addAll(planted());
        return cases;
    }

    private static List<Case> environment() {
        return List.of(
                variable("F01", "JAVA_TOOL_OPTIONS", "-Dx=1"),
                variable("F02", "JDK_JAVA_OPTIONS", "-Dx=1"),
                variable("F03", "_JAVA_OPTIONS", "-Dx=1"),
                variable("F04", "JDK_AOT_VM_OPTIONS", "-Dx=1"),
                variable("F05", "CLASSPATH", "/tmp/evil.jar"),
                variable("F06", "LD_PRELOAD", ""),
                variable("F07", "LD_LIBRARY_PATH", "/tmp"),
                variable("F08", "LD_AUDIT", ""),
                Case.of("F09", "a variable names the attacker's class path, and is empty")
                        .refused(Refusal.ENV_TAINT)
                        .by(charger -> charger.environment().put("CLASSPATH", ""))
                        .unless(
                                "the variables that any login sets",
                                charger ->
                                        charger.environment()
                                                .putAll(
                                                        Map.of(
                                                                "HOME",
                                                                "/root",
                                                                "PATH",
                                                                "/usr/bin",
                                                                "LANG",
                                                                "C.UTF-8",
                                                                "TZ",
                                                                "UTC"))));
    }

    private static List<Case> caches() {
        return List.of(
                Case.of("F10", "one bit of a signed ahead-of-time cache is flipped")
                        .refused(Refusal.FILE_DIGEST)
                        .by(charger -> {
                            SIGNED_CACHE.act().on(charger);
                            Contents.plant(charger, CACHE, Contents.flip(new byte[4096], 4000));
                        })
                        .unless(SIGNED_CACHE),
                Case.of("F11", "an unsigned ahead-of-time cache is laid beside the jars")
                        .refused(Refusal.FILE_EXTRA)
                        .by(charger -> Contents.plant(charger, CACHE, new byte[4096]))
                        .unless(SIGNED_CACHE),
                Case.of(
                                "F12",
                                "the attacker's cache, which makes the good jar run his program, takes the place of the signed one")
                        .refused(Refusal.FILE_LENGTH)
                        .by(charger -> {
                            SIGNED_CACHE.act().on(charger);
                            byte[] evil = EvilCache.of(charger);
                            Contents.plant(charger, CACHE, evil);
                        })
                        .unless(SIGNED_CACHE),
                Case.of(
                                "F13",
                                "two caches are signed for one process, so that the command line would have to choose")
                        .refused(Refusal.METADATA_FIELDS)
                        .by(charger -> {
                            SIGNED_CACHE.act().on(charger);
                            Contents.sign(charger, "other.aot", "charger-cache", new byte[10]);
                        })
                        .unless(
                                "one for each process",
                                charger -> {
                                    SIGNED_CACHE.act().on(charger);
                                    Contents.sign(
                                            charger, "other.aot", "gateway-cache", new byte[10]);
                                }));
    }

    private static List<Case> planted() {
        return List.of(
                plant(
                        "F14",
                        "a .hotspotrc in the working folder asks for an agent",
                        ".hotspotrc",
                        "-javaagent:evil.jar\n-XX:+PrintFlagsFinal\n"),
                plant(
                        "F15",
                        "a .hotspot_compiler in the working folder excludes methods",
                        ".hotspot_compiler",
                        "exclude canary/charger/Main main\n"),
                plant(
                        "F16",
                        "argument files lie in the working folder",
                        "charger.args",
                        "-cp\nevil.jar\nEvil\n"),
                plant(
                        "F17",
                        "a folder of classes in the working folder, where a class path of nothing would look",
                        "canary/charger/Main.class",
                        "no class"),
                plant(
                        "F18",
                        "a java.security file in the working folder",
                        "java.security",
                        "security.provider.1=Evil\n"),
                Case.of(
                                "F19",
                                "the program asks for a native library, and the attacker's lies in the working folder")
                        .boots("BOOT A ")
                        .by(charger -> {
                            asking(charger);
                            Path library =
                                    Path.of(System.getProperty("java.home"), "lib", "libzip.so");
                            if (!Files.exists(library)) {
                                throw new NotHere(
                                        "no native library to plant: this Java has no lib/libzip.so");
                            }
                            Files.copy(library, charger.work().resolve("libplanted.so"));
                            Evil.mustWork(
                                    charger,
                                    "-Djava.library.path=.",
                                    "-p",
                                    charger.slotA().resolve("charger.jar").toString(),
                                    "-m",
                                    "canary.charger/canary.charger.Main");
                            Files.deleteIfExists(charger.work().resolve(Canary.CHARGER_RAN));
                        })
                        .unless("no library lies there", LaunchAttacks::asking),
                Case.of("F20", "another process attaches to the program to load an agent into it")
                        .boots("BOOT A ")
                        .by(charger -> {
                            attached(charger);
                            Evil.mustWork(
                                    charger,
                                    "-p",
                                    charger.slotA().resolve("charger.jar").toString(),
                                    "-m",
                                    "canary.charger/canary.charger.Main");
                            Files.deleteIfExists(charger.work().resolve(Canary.CHARGER_RAN));
                        })
                        .unless(NOTHING_PLANTED));
    }

    private static Case variable(String id, String name, String value) {
        return Case.of(id, "the verifier finds " + name + " set")
                .refused(Refusal.ENV_TAINT)
                .by(charger -> charger.environment().put(name, value))
                .unless(
                        "a variable of nearly that name",
                        charger -> charger.environment().put(name.toLowerCase(Locale.ROOT), value));
    }

    private static Case plant(String id, String sentence, String name, String content) {
        return Case.of(id, sentence)
                .boots("BOOT A ")
                .by(charger -> {
                    Path file = charger.work().resolve(name);
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, content);
                })
                .unless(NOTHING_PLANTED);
    }

    /// Signs a program that loads a library by its name, and leaves the attacker's mark if it can.
    private static void asking(Charger charger) throws IOException, ReleaseException {
        program(
                charger,
                """
                try {
                    System.loadLibrary("planted");
                    leave("HOSTILE");
                } catch (UnsatisfiedLinkError none) {
                    leave("GOOD");
                }
                leave("GOOD");
                """);
    }

    /// Signs a program that lets another process attach to it, and tells whether that succeeded.
    private static void attached(Charger charger) throws IOException, ReleaseException, NotHere {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new NotHere("no jcmd in this Java: use a JDK");
        }
        program(
                charger,
                """
                String id = Long.toString(ProcessHandle.current().pid());
                Process jcmd = new ProcessBuilder("JCMD", id, "VM.version").start();
                jcmd.getInputStream().readAllBytes();
                if (jcmd.waitFor() == 0) {
                    leave("HOSTILE");
                }
                leave("GOOD");
                """
                        .replace("JCMD", jcmd.toString()));
    }

    private static void program(Charger charger, String body) throws IOException, ReleaseException {
        String main =
                """
                package canary.charger;
                public final class Main {
                    public static void main(String... words) throws Exception {
                BODY
                    }
                    private static void leave(String name) throws java.io.IOException {
                        java.nio.file.Files.writeString(java.nio.file.Path.of(name), "");
                    }
                }
                """
                        .replace("BODY", body)
                        .replace("HOSTILE", Evil.MARK)
                        .replace("GOOD", Canary.CHARGER_RAN);
        Map<String, String> sources =
                Map.of("module-info.java", "module canary.charger { }", "Main.java", main);
        Path folder = Files.createTempDirectory(charger.work(), "source");
        byte[] jar = Jars.zip(new TreeMap<>(Jars.compile(sources, folder)));
        Contents.sign(charger, "charger.jar", "charger", jar);
    }
}
