package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The verifier as a process: its lines, its exit status, what it leaves in the run folder.
final class VerifierProcessTest {
    private static final String ALTERED =
            "REFUSED A FILE_DIGEST board.conf: The file's bytes are not the signed ones; install the"
                    + " slot again.\n";

    private static final String NOTHING_BOOTS = "NOTIFY-ONLY: contactors stay open\n";

    @TempDir private Path temporary;
    private DeviceOnDisk device;
    private Path run;

    @BeforeEach
    void makeDevice() throws IOException {
        device = new DeviceOnDisk(Files.createDirectory(temporary.resolve("device")));
        run = temporary.resolve("a run \"folder\"");
        Files.createDirectory(
                run,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void goodSlotBoots() {
        assertThat(boot()).isEqualTo(new DeviceOnDisk.Ending(0, "BOOT A 1.2.3\n", ""));
    }

    @Test
    void alteredSlotIsRefusedAndTheEmptyOneBesideItIsNotWorthALine() throws IOException {
        alterSlotA();
        assertThat(boot()).isEqualTo(new DeviceOnDisk.Ending(66, ALTERED + NOTHING_BOOTS, ""));
    }

    @Test
    void alteredSlotIsReportedAlsoWhenTheOtherBoots() throws IOException {
        device.fill(device.slotB);
        alterSlotA();
        assertThat(boot()).isEqualTo(new DeviceOnDisk.Ending(0, ALTERED + "BOOT B 1.2.3\n", ""));
    }

    @Test
    void twoBadSlotsEndWithTheCauseOfTheFirst() throws IOException {
        device.fill(device.slotB);
        Files.delete(device.slotB.resolve("app.jar"));
        alterSlotA();
        DeviceOnDisk.Ending ending = boot();
        assertThat(ending.status()).isEqualTo(66);
        assertThat(ending.out())
                .startsWith(ALTERED + "REFUSED B FILE_MISSING app.jar: ")
                .endsWith("\n" + NOTHING_BOOTS)
                .hasLineCount(3);
    }

    @Test
    void whatConcernsTheWholeChargerIsSaidOnce() throws IOException {
        device.fill(device.slotB);
        Files.write(device.folder.resolve("otp.bin"), new byte[32]);
        DeviceOnDisk.Ending ending = boot();
        assertThat(ending.status()).isEqualTo(12);
        assertThat(ending.out()).startsWith("REFUSED A UNPROVISIONED ").hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "_JAVA_OPTIONS",
                "JDK_AOT_VM_OPTIONS",
                "JDK_ALTERNATE_VM",
                "CLASSPATH",
                "LD_PRELOAD",
                "LD_LIBRARY_PATH",
                "LD_AUDIT"
            })
    void taintedEnvironmentIsRefused(String variable) {
        String value = harmless(variable);
        DeviceOnDisk.Ending ending = device.boot(Map.of(variable, value));
        assertThat(ending.out()).startsWith("REFUSED A ENV_TAINT " + variable + ": ");
        assertThat(ending.status()).isEqualTo(10);
    }

    /// A value with which the verifier still starts.
    private static String harmless(String variable) {
        if (variable.equals("JDK_ALTERNATE_VM")) {
            return "server";
        }
        return variable.startsWith("LD_") ? "" : "-Dnothing=1";
    }

    @ParameterizedTest
    @CsvSource({"--jar x", "--run", "run", "--device"})
    void wordsThatAreNoCommandLineAreAnsweredWithTheUsage(String words) {
        DeviceOnDisk.Ending ending = device.boot(Map.of(), words.split(" "));
        assertThat(ending).isEqualTo(new DeviceOnDisk.Ending(64, "", Arguments.USAGE + "\n"));
    }

    @Test
    void verifiedFilesAreCopiedWithTheSignedTimeBesideTheirCommandLines() throws IOException {
        DeviceOnDisk.Ending ending = boot("--run", run.toString(), "--bench");
        assertThat(ending.out()).isEqualTo("BOOT A 1.2.3\n");
        assertThat(ending.err())
                .isEqualTo("note: --bench: the verified copy need not lie in RAM\n");
        assertThat(names(run))
                .containsExactly("app", "boot.json", "charger.args", "gateway.args", "slots.key");
        assertThat(names(run.resolve("app"))).containsExactly("app.jar", "board.conf");
        assertThat(run.resolve("app/app.jar"))
                .hasSameBinaryContentAs(device.slotA.resolve("app.jar"));
        assertThat(Files.getLastModifiedTime(run.resolve("app/app.jar")))
                .isEqualTo(FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        String app = run.toString().replace("\"", "\\\"") + "/app";
        assertThat(run.resolve("charger.args"))
                .content()
                .startsWith(Launch.pace(Runtime.getRuntime().availableProcessors()))
                .contains("-XX:+DisableAttachMechanism\n")
                .contains("-Djdk.util.jar.enableMultiRelease=false\n")
                .endsWith("--module-path\n\"" + app + "/app.jar\"\n-m\napp.charger/app.Main\n")
                .contains("-DjSerialComm.library.path=\"" + app + "\"\n")
                .contains("-Djava.library.path=\"" + app + "\"\n")
                .contains("-Djava.io.tmpdir=/proc\n-Duser.home=/proc\n")
                .doesNotContain("sqlite", "--enable-native-access", "-XX:AOTCache", "-Xshare");
        assertThat(run.resolve("gateway.args"))
                .content()
                .contains("-Dorg.sqlite.lib.path=\"" + app + "\"\n")
                .contains("--enable-native-access=org.sqlite\n")
                .endsWith("-m\napp.gateway/app.Main\n");
    }

    @Test
    void eachProcessMapsItsOwnCacheOfTheVerifiedCopy() throws IOException {
        device.charger.slot.put("charger.aot", Maker.ascii("classes"));
        device.charger.slot.put("gateway-7.aot", Maker.ascii("more classes"));
        device.charger.signTargets(device.charger.targetsWith(DeviceOnDisk.release()));
        device.fill(device.slotA);
        boot("--run", run.toString(), "--bench");
        String app = run.toString().replace("\"", "\\\"") + "/app";
        assertThat(run.resolve("charger.args"))
                .content()
                .containsOnlyOnce("-XX:AOTCache=\"" + app + "/charger.aot\"\n")
                .containsOnlyOnce("-Dstanchion.aot=\"" + app + "/charger.aot\"\n");
        assertThat(run.resolve("gateway.args"))
                .content()
                .containsOnlyOnce("-XX:AOTCache=\"" + app + "/gateway-7.aot\"\n");
    }

    /// A slot whose program is the verifier itself: it answers with its usage.
    @Test
    void verifiedCopyStartsFromItsCommandLine() throws IOException {
        Path jar = temporary.resolve("program.jar");
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file=" + jar,
                        "-C",
                        Classes.verifier().toString(),
                        ".");
        device.charger.slot.put("app.jar", Files.readAllBytes(jar));
        String release =
                DeviceOnDisk.release()
                        .replace("app.gateway/app.Main", "stanchion.boot/stanchion.boot.Main");
        device.charger.signTargets(device.charger.targetsWith(release));
        device.fill(device.slotA);
        boot("--run", run.toString(), "--bench");
        String launcher = Path.of(System.getProperty("java.home"), "bin/java").toString();
        DeviceOnDisk.Ending ending =
                DeviceOnDisk.run(
                        new ProcessBuilder(
                                launcher,
                                "-XshowSettings:properties",
                                "@" + run.resolve("gateway.args"),
                                "--more"));
        assertThat(ending.status()).isEqualTo(64);
        assertThat(ending.out() + ending.err())
                .contains("org.sqlite.lib.path = " + run + "/app\n")
                .contains("jdk.module.path = " + run + "/app/app.jar\n")
                .contains(Arguments.USAGE);
    }

    @Test
    void refusedSlotLeavesNothingButTheStatement() throws IOException {
        alterSlotA();
        assertThat(boot("--run", run.toString(), "--bench").status()).isEqualTo(66);
        assertThat(names(run)).containsExactly("boot.json");
    }

    @Test
    void gatewayIsLeftTheKeyOfTheSlotRecordsAndNobodyElse() throws Exception {
        boot("--run", run.toString(), "--bench");
        Path key = run.resolve("slots.key");
        assertThat(key)
                .hasBinaryContent(
                        Device.open(device.folder, RunFolder.Place.RAM)
                                .key(DerivedKey.SLOT_RECORDS));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void slotBTakesTheRunFolderThatSlotALeft() throws IOException {
        device.fill(device.slotB);
        alterSlotA();
        assertThat(boot("--run", run.toString(), "--bench").status()).isEqualTo(0);
        assertThat(names(run))
                .containsExactly("app", "boot.json", "charger.args", "gateway.args", "slots.key");
    }

    @Test
    void runFolderThatIsInUseIsRefused() throws IOException {
        Files.createDirectory(run.resolve("app"));
        DeviceOnDisk.Ending ending = boot("--run", run.toString(), "--bench");
        assertThat(ending.out()).startsWith("REFUSED A RUN_FOLDER " + run + " already holds app: ");
        assertThat(names(run)).containsExactly("app");
    }

    @Test
    void runFolderThatOthersCouldWriteIsRefused() throws IOException {
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(boot("--run", run.toString(), "--bench").out())
                .startsWith("REFUSED A RUN_FOLDER ");
    }

    @Test
    void runFolderThatIsALinkIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), run);
        assertThat(boot("--run", link.toString(), "--bench").out())
                .startsWith("REFUSED A RUN_FOLDER ");
    }

    @Test
    void runFolderOnADiskIsRefusedUnlessItIsABench() throws IOException {
        boolean ram = RunFolder.onRam(run);
        assertThat(boot("--run", run.toString()).out())
                .startsWith(ram ? "BOOT A" : "REFUSED A RUN_FOLDER_NOT_RAM " + run);
    }

    @Test
    void runFolderInSharedMemoryNeedsNoBench() throws IOException {
        Path shared = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(shared) && RunFolder.onRam(shared), "no RAM file system here");
        Path inRam = Files.createTempDirectory(shared, "stanchion-test-");
        try {
            assertThat(boot("--run", inRam.toString()))
                    .isEqualTo(new DeviceOnDisk.Ending(0, "BOOT A 1.2.3\n", ""));
        } finally {
            remove(inRam);
        }
    }

    private DeviceOnDisk.Ending boot(String... words) {
        return device.boot(Map.of(), words);
    }

    private void alterSlotA() throws IOException {
        Files.writeString(device.slotA.resolve("board.conf"), "name board-2\n");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(path);
                }
            }
        }
    }
}
