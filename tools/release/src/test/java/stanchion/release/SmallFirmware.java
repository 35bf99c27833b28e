package stanchion.release;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;

/// A firmware of two files for tests that start nothing.
public final class SmallFirmware {
    private SmallFirmware() {}

    public static Firmware version(String version) {
        Release.Program program = new Release.Program("app/app.Main", List.of());
        return new Firmware(
                new Release(
                        version,
                        0,
                        new Release.Platform(
                                List.of(FirmwareBuild.BENCH_HARDWARE),
                                System.getProperty("java.runtime.version")),
                        new Release.Programs(program, program)),
                new TreeMap<>(
                        Map.of(
                                "app.jar", new Firmware.Part(Use.BOTH, ascii("a jar")),
                                "board.conf", new Firmware.Part(Use.DATA, ascii("a board\n")))));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
