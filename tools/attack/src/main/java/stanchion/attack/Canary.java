package stanchion.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.CanonicalJar;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// The firmware that attacks are made on: two programs that leave a mark in the working folder and
/// end. A mark where none may be is a canary that sang.
public final class Canary {
    /// The mark of the charger's program.
    public static final String CHARGER_RAN = "canary.charger";

    /// The mark of the gateway's program.
    public static final String GATEWAY_RAN = "canary.gateway";

    /// The beginning of every mark; evil programs leave one of their own.
    public static final String MARK = "canary.";

    /// The version as the verifier says it.
    public static final String VERSION = "1.0.0";

    private static final String MODULE = "module canary.NAME { }";
    private static final String SONG =
            """
            package canary.NAME;
            final class Song {
                static final String TEXT = "NAME 1.0.0";
            }
            """;
    private static final String PROGRAM =
            """
            package canary.NAME;
            public final class Main {
                public static void main(String... words) throws java.io.IOException {
                    java.nio.file.Files.writeString(
                            java.nio.file.Path.of("canary.NAME"), Song.TEXT);
                }
            }
            """;

    private Canary() {}

    /// Compiles the two programs, `charger.jar` and `gateway.jar`, and puts `board.conf` and
    /// `libcanary.so` beside them.
    ///
    /// @param folder for the compiler
    static Firmware firmware(Path folder) throws IOException, ReleaseException {
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        files.put("charger.jar", new Firmware.Part(Use.CHARGER, jar("charger", folder)));
        files.put("gateway.jar", new Firmware.Part(Use.GATEWAY, jar("gateway", folder)));
        files.put("board.conf", new Firmware.Part(Use.DATA, ascii("name canary\n")));
        files.put("libcanary.so", new Firmware.Part(Use.DATA, ascii("\177ELF".repeat(64))));
        return new Firmware(release(), files);
    }

    private static byte[] jar(String name, Path folder) throws IOException, ReleaseException {
        Map<String, String> sources =
                Map.of(
                        "module-info.java", MODULE.replace("NAME", name),
                        "Main.java", PROGRAM.replace("NAME", name),
                        "Song.java", SONG.replace("NAME", name));
        byte[] jar = Jars.zip(Jars.compile(sources, folder.resolve(name)));
        return CanonicalJar.of(name + ".jar", jar, List.of());
    }

    private static Release release() {
        return new Release(
                VERSION,
                0,
                new Release.Platform(
                        List.of(FirmwareBuild.BENCH_HARDWARE),
                        System.getProperty("java.runtime.version")),
                new Release.Programs(program("charger"), program("gateway")));
    }

    static Release.Program program(String name) {
        return new Release.Program("canary." + name + "/canary." + name + ".Main", List.of());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
