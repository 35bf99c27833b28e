package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.run.AotLesson;
import stanchion.launch.MappedFiles;
import stanchion.release.CacheFile;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;

/// Ahead-of-time caches: trained, signed, and in use from the verified copy alone.
@Timeout(180)
final class AotCacheTest {
    private static final String SAYS_SO = " is not mapped; ";

    @TempDir private static Path temporary;
    private static Path device;

    @TempDir private Path folder;
    private Copies copies;

    @BeforeAll
    static void train() throws Exception {
        assumeTrue(Copies.isBuilt(), "the project is not packaged: ./run test does it");
        Firmware firmware = FirmwareBuild.collect(Copies.HOME, "1");
        try (Copies made = new Copies(temporary)) {
            device = made.device("trained", AotLesson.teach(Copies.HOME, firmware));
        }
    }

    @BeforeEach
    void open() {
        copies = new Copies(folder);
    }

    @AfterEach
    void close() {
        copies.close();
    }

    @Test
    void bothProcessesMapTheirSignedCachesAndSayIt() throws Exception {
        Path run = copies.run(device);
        Process charger = copies.charger(run, run);
        Process gateway = copies.gateway(run, device);
        assertThat(health(charger, run)).contains("aot=mapped\n");
        assertThat(Copies.await(gateway, run.resolve("gateway.log"), log -> log.contains("cache")))
                .contains("ahead-of-time cache: mapped");
        assertThat(MappedFiles.of(charger.pid()))
                .contains(run.resolve("app/charger.aot"))
                .doesNotContain(run.resolve("app/gateway.aot"));
        assertThat(MappedFiles.of(gateway.pid())).contains(run.resolve("app/gateway.aot"));
    }

    @Test
    void chargerSaysWhenItMetItsFirstDeadline() throws Exception {
        Path run = copies.run(device);
        long before = System.nanoTime();
        Process charger = copies.charger(run, run);
        String line = "first deadline met at uptime ";
        String log = Copies.await(charger, run.resolve("charger.log"), said -> said.contains(line));
        String nanos = log.substring(log.indexOf(line) + line.length()).split(" ", 2)[0];
        assertThat(Long.parseLong(nanos)).isBetween(before, System.nanoTime());
    }

    @Test
    void cacheOfTheOtherProcessIsNotMappedAndThatIsReported() throws Exception {
        byte[] foreign = Files.readAllBytes(device.resolve("slots/A/gateway.aot"));
        Firmware plain = FirmwareBuild.collect(Copies.HOME, "2");
        Path run = copies.run(copies.device("foreign", CacheFile.CHARGER.into(plain, foreign)));
        assertStartsWithoutItsCache(copies.charger(run, run), run);
    }

    @Test
    void cacheDoesNotFitAJarOfAnotherTimeAndThatIsReported() throws Exception {
        Path run = copies.run(device);
        try (var jars = Files.newDirectoryStream(run.resolve("app"), "stanchion-hal-*.jar")) {
            for (Path jar : jars) {
                Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
            }
        }
        assertStartsWithoutItsCache(copies.charger(run, run), run);
    }

    @Test
    void chargerThatIsStartedElsewhereRunsTheSameJarsWithoutItsCache() throws Exception {
        Path run = copies.run(device);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        assertStartsWithoutItsCache(copies.charger(run, elsewhere), run);
    }

    /// A virtual machine does not check the bytes of a cache, so nothing but the signed one may
    /// ever be near it.
    @Test
    void cachesPlantedBesideTheCopyAreMappedByNobody() throws Exception {
        Path run = copies.run(device);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path app = Files.createDirectory(elsewhere.resolve("app"));
        for (Path place : List.of(run, elsewhere, app)) {
            Files.copy(device.resolve("slots/A/gateway.aot"), place.resolve("charger.aot"));
        }
        Process charger = copies.charger(run, run);
        assertThat(health(charger, run)).contains("aot=mapped\n");
        assertThat(MappedFiles.of(charger.pid()))
                .filteredOn(file -> file.toString().endsWith(".aot"))
                .containsExactly(run.resolve("app/charger.aot"));
        charger.destroyForcibly().waitFor();
        Path second = copies.run(device);
        Process astray = copies.charger(second, elsewhere);
        assertThat(health(astray, second)).contains("aot=not mapped\n");
        assertThat(MappedFiles.of(astray.pid()))
                .filteredOn(file -> file.toString().contains("elsewhere"))
                .isEmpty();
    }

    @Test
    void cacheThatWasNotSignedIsRefusedBeforeAnyMachineSeesIt() throws Exception {
        Path other = copies.device("other", CacheFile.allInto(plain(), device.resolve("slots/A")));
        Path cache = other.resolve("slots/A/charger.aot");
        byte[] flipped = Files.readAllBytes(cache);
        flipped[flipped.length / 2] ^= 1;
        Files.write(cache, flipped);
        Path run = Files.createDirectory(folder.resolve("refused"));
        Copies.Ended ended = Copies.judge(other, run);
        assertThat(ended.out()).contains("REFUSED A FILE_DIGEST charger.aot: ");
        assertThat(run.resolve("charger.args")).doesNotExist();
    }

    @Test
    void cachesGivenAsFilesMakeTheSameSlotAgain() throws Exception {
        Firmware again = CacheFile.allInto(plain(), device.resolve("slots/A"));
        Path same = copies.device("again", again);
        Path slot = same.resolve("slots/A");
        for (String file : List.of("charger.aot", "gateway.aot")) {
            assertThat(slot.resolve(file))
                    .hasSameBinaryContentAs(device.resolve("slots/A").resolve(file));
        }
        Path run = copies.run(same);
        assertThat(health(copies.charger(run, run), run)).contains("aot=mapped\n");
    }

    private static Firmware plain() throws Exception {
        return FirmwareBuild.collect(Copies.HOME, "1");
    }

    private static void assertStartsWithoutItsCache(Process charger, Path run) throws Exception {
        assertThat(health(charger, run)).contains("ending=RUNNING\n", "aot=not mapped\n");
        assertThat(Copies.await(charger, run.resolve("charger.log"), log -> log.contains(SAYS_SO)))
                .contains(run.resolve("app/charger.aot") + SAYS_SO, "[error");
        assertThat(MappedFiles.of(charger.pid()))
                .noneMatch(file -> file.toString().endsWith(".aot"));
    }

    private static String health(Process charger, Path run) throws Exception {
        return Copies.await(charger, run.resolve("state/health"), text -> text.contains("aot="));
    }
}
