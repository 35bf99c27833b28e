package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.FirmwareBuild;
import stanchion.release.VerifierCache;
import stanchion.release.VerifierProcess;

/// The verifier's own ahead-of-time cache: used when it fits, never needed.
final class VerifierCacheTest {
    @TempDir private Path temporary;

    @Test
    void verdictIsTheSameWithItsCacheWithoutAndWithOneThatIsStale() throws Exception {
        assumeTrue(Copies.isBuilt(), "the project is not packaged: ./run test does it");
        Path home = builtHome();
        Path device;
        try (Copies copies = new Copies(temporary)) {
            device = copies.device("charger-1", FirmwareBuild.collect(Copies.HOME, "1"));
        }
        assertThat(VerifierProcess.built(home, device).command())
                .noneMatch(word -> word.startsWith("-XX:AOTCache"));
        assertBoots(home, device);

        VerifierCache.make(home, device);

        assertThat(VerifierProcess.built(home, device).command())
                .anyMatch(word -> word.startsWith("-XX:AOTCache"));
        assertBoots(home, device);
        Path moved = Files.move(home, temporary.resolve("moved"));
        assertThat(VerifierProcess.built(moved, device).command())
                .noneMatch(word -> word.startsWith("-XX:AOTCache"));
        assertBoots(moved, device);
        Files.move(moved, home);
        Files.setLastModifiedTime(
                VerifierProcess.jar(home), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(VerifierProcess.built(home, device).command())
                .noneMatch(word -> word.startsWith("-XX:AOTCache"));
        assertBoots(home, device);
    }

    private static void assertBoots(Path home, Path device) throws Exception {
        assertThat(Copies.run(VerifierProcess.built(home, device).builder()))
                .isEqualTo(new Copies.Ended(0, "BOOT A 1\n"));
    }

    /// A project of which only the verifier is built.
    private Path builtHome() throws Exception {
        Path jar = VerifierProcess.jar(Copies.HOME);
        Path target = Files.createDirectories(temporary.resolve("home/bootloader-verify/target"));
        Files.copy(jar, target.resolve(String.valueOf(jar.getFileName())));
        return temporary.resolve("home");
    }
}
