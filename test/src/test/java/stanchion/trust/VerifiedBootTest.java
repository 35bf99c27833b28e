package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.Main;
import stanchion.release.DeviceFolder;
import stanchion.release.FirmwareBuild;
import stanchion.release.VerifierProcess;

/// The firmware as it is built, signed into a slot, verified, and started from the verified copy.
final class VerifiedBootTest {
    private static final Path HOME =
            Path.of(System.getProperty("stanchion.home", "..")).toAbsolutePath().normalize();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir private static Path temporary;

    @BeforeAll
    static void makeDevice() throws Exception {
        assumeTrue(
                Files.isDirectory(HOME.resolve("tools/bench/target/lib")),
                "the project is not packaged: ./run test does it");
        DeviceFolder.create(
                new DeviceFolder.Order(
                        temporary.resolve("device"),
                        "charger-7",
                        FirmwareBuild.collect(HOME, "3.2.1")));
    }

    @Test
    void builtFirmwareBoots() throws Exception {
        assertThat(run(verifier().builder())).isEqualTo(new Ended(0, "BOOT A 3.2.1\n"));
    }

    @Test
    void chargersProcessSeesItsOwnModulesOfTheVerifiedCopyAndNothingElse() throws Exception {
        Path run = copy("charger");
        List<String> files = modules(run, "charger.args");
        assertThat(files)
                .allSatisfy(file -> assertThat(file).startsWith("file://" + run + "/app/"))
                .anySatisfy(file -> assertThat(file).contains("stanchion-charger"))
                .noneSatisfy(file -> assertThat(file).containsAnyOf("paho", "sqlite", "gateway"));
        assertThat(run.resolve("charger.args")).content().doesNotContain("paho", "sqlite");
    }

    @Test
    void gatewaysProcessSeesItsLibrariesButNoDevices() throws Exception {
        Path run = copy("gateway");
        List<String> files = modules(run, "gateway.args");
        assertThat(files)
                .allSatisfy(file -> assertThat(file).startsWith("file://" + run + "/app/"))
                .anySatisfy(file -> assertThat(file).contains("paho"))
                .anySatisfy(file -> assertThat(file).contains("sqlite"))
                .noneSatisfy(file -> assertThat(file).contains("stanchion-charger"));
    }

    /// SQLite otherwise unpacks a library into the temporary folder and runs that.
    @Test
    void gatewayMapsTheVerifiedSqliteLibraryAndNoOther() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc to look into");
        Path run = copy("native");
        Path device = temporary.resolve("device");
        ProcessBuilder gateway =
                new ProcessBuilder(
                        JAVA,
                        "@" + run.resolve("gateway.args"),
                        "--link",
                        run.resolve("link.sock").toString(),
                        "--state",
                        device.resolve("state").toString(),
                        "--identity",
                        device.resolve("identity").toString(),
                        "--broker",
                        "ssl://localhost:1");
        Process process =
                gateway.redirectErrorStream(true)
                        .redirectOutput(run.resolve("log").toFile())
                        .start();
        try {
            assertThat(sqliteLibraries(process)).containsExactly(run + "/app/libsqlitejdbc.so");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// Waits until SQLite is mapped, or the process has ended.
    private static List<String> sqliteLibraries(Process process) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
            Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
            List<String> found =
                    Files.readAllLines(maps).stream()
                            .filter(line -> line.contains("sqlite") && line.contains(".so"))
                            .map(line -> line.substring(line.indexOf('/')))
                            .distinct()
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    @Test
    void commandLineMakesAndJudgesADevice() throws IOException {
        String folder = temporary.resolve("by-command").toString();
        assertThat(execute("device", "new", folder, "--id", "x-1")).isEqualTo(0);
        assertThat(execute("boot", "--verify-only", folder)).isEqualTo(0);
        assertThat(execute("device", "new", folder)).isEqualTo(1);
        Files.writeString(Path.of(folder, "slots/A/board.conf"), "altered");
        assertThat(execute("boot", "--verify-only", folder)).isEqualTo(65);
        assertThat(execute("boot", "--verify-only", folder + "/no-such")).isEqualTo(1);
        assertThat(execute("boot", folder)).isEqualTo(2);
        assertThat(execute("device")).isEqualTo(1);
    }

    private static int execute(String... words) {
        return Main.commandLine().execute(words);
    }

    private static VerifierProcess verifier() throws Exception {
        return VerifierProcess.of(VerifierProcess.jar(HOME), temporary.resolve("device"));
    }

    private static Path copy(String name) throws Exception {
        Path run =
                Files.createDirectory(
                        temporary.resolve(name),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Ended ended = run(verifier().into(run).onBench().builder());
        assertThat(ended.out()).endsWith("BOOT A 3.2.1\n");
        return run;
    }

    /// Where the modules of a process come from that are not the JDK's.
    private static List<String> modules(Path run, String arguments) throws Exception {
        Ended ended =
                run(
                        new ProcessBuilder(
                                JAVA,
                                "--show-module-resolution",
                                "@" + run.resolve(arguments),
                                "--no-such-option"));
        try (Stream<String> lines = ended.out().lines()) {
            return lines.filter(line -> line.contains(" file:"))
                    .map(line -> line.substring(line.indexOf("file:")).split(" ", 2)[0])
                    .toList();
        }
    }

    private record Ended(int status, String out) {}

    private static Ended run(ProcessBuilder builder) throws Exception {
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }
}
