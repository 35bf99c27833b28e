package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.FirmwareBuild;
import stanchion.release.VerifierProcess;

/// The systemd units of a shipped charger. No systemd runs in a test, so the units are obeyed by a
/// supervisor of a few lines that reads `Requires=`, `After=`, `AssertPathExists=` and `ExecStart=`
/// from the files, with the charger's paths replaced by the test's.
@Timeout(120)
final class UnitsTest {
    private static final Path UNITS = Copies.HOME.resolve("board/units");
    private static final List<String> NAMES =
            List.of("stanchion-verify", "stanchion-charger", "stanchion-gateway");
    private static final String JAVA = "/usr/lib/stanchion/jre/bin/java";
    static final List<String> TAINTS =
            List.of(
                    "JAVA_TOOL_OPTIONS",
                    "JDK_JAVA_OPTIONS",
                    "_JAVA_OPTIONS",
                    "JDK_AOT_VM_OPTIONS",
                    "JDK_ALTERNATE_VM",
                    "CLASSPATH",
                    "LD_PRELOAD",
                    "LD_LIBRARY_PATH",
                    "LD_AUDIT");

    @TempDir private Path folder;
    private Copies copies;
    private final Map<String, Process> running = new TreeMap<>();
    private final Map<String, Integer> ended = new TreeMap<>();

    @BeforeEach
    void open() {
        copies = new Copies(folder);
    }

    @AfterEach
    void close() {
        running.values().forEach(process -> process.destroyForcibly().onExit().join());
        copies.close();
    }

    @Test
    void systemdUnderstandsEveryLine() throws Exception {
        Path tool = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(tool), "no systemd-analyze: sudo apt install systemd");
        List<String> command = new ArrayList<>(List.of(tool.toString(), "verify", "--man=no"));
        try (DirectoryStream<Path> units =
                Files.newDirectoryStream(UNITS, "*.{service,path,timer}")) {
            for (Path shipped : units) {
                String text = Files.readString(shipped);
                Path unit = folder.resolve(shipped.getFileName());
                Files.writeString(unit, text.replace(JAVA, Copies.JAVA));
                command.add(unit.toString());
            }
        }
        assertThat(command).hasSize(3 + 9);
        assertThat(Copies.run(new ProcessBuilder(command))).isEqualTo(new Copies.Ended(0, ""));
    }

    @Test
    void noUnitPassesOnWhatTheVerifierWouldRefuse() throws IOException {
        for (String name : NAMES) {
            assertThat(value(name, "UnsetEnvironment").split(" ", -1))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(TAINTS);
            assertThat(value(name, "LimitCORE")).isEqualTo("0");
            assertThat(value(name, "ProtectSystem")).isEqualTo("strict");
        }
    }

    @Test
    void chargerHasNoNetworkAndGatewayNoDevices() throws IOException {
        assertThat(value("stanchion-charger", "PrivateNetwork")).isEqualTo("yes");
        assertThat(value("stanchion-charger", "RestrictAddressFamilies")).isEqualTo("AF_UNIX");
        assertThat(value("stanchion-gateway", "DevicePolicy")).isEqualTo("closed");
        assertThat(values("stanchion-gateway", "DeviceAllow")).isEmpty();
    }

    @Test
    void verifierOfTheUnitHasTheCommandLineThatTheToolsUse() throws IOException {
        List<String> tools =
                VerifierProcess.of(
                                Path.of("/usr/lib/stanchion/stanchion-boot.jar"),
                                Path.of("/usr/lib/stanchion"))
                        .into(Path.of("/run/stanchion"))
                        .command();
        assertThat(words("stanchion-verify").stream().skip(1))
                .containsAll(tools.subList(1, tools.size()))
                .doesNotContain("--bench");
    }

    @Test
    void goodSlotLetsChargerAndGatewayRun() throws Exception {
        supervise(device("good"));
        assertThat(ended).containsOnly(Map.entry("stanchion-verify", 0));
        assertThat(running).containsOnlyKeys("stanchion-charger", "stanchion-gateway");
        Path health = folder.resolve("charger-state/health");
        Process charger = running.values().iterator().next();
        assertThat(Copies.await(charger, health, text -> text.contains("RUNNING")))
                .contains("ending=RUNNING");
    }

    @Test
    void refusedSlotLetsNeitherRun() throws Exception {
        Path device = device("bad");
        Files.writeString(device.resolve("slots/A/board.conf"), "altered");
        supervise(device);
        assertThat(ended).containsOnly(Map.entry("stanchion-verify", 65));
        assertThat(running).isEmpty();
    }

    /// So a verifier that claims success and left no copy starts nothing either.
    @Test
    void eachProcessStartsByTheArgumentFileThatItsUnitAssertsIsThere() throws Exception {
        for (String name : List.of("charger", "gateway")) {
            assertThat(value("stanchion-" + name, "AssertPathExists"))
                    .isEqualTo("/run/stanchion/" + name + ".args");
            assertThat(value("stanchion-" + name, "ExecStart"))
                    .startsWith(JAVA + " @/run/stanchion/" + name + ".args ");
            assertThat(value("stanchion-" + name, "WorkingDirectory")).isEqualTo("/run/stanchion");
        }
    }

    private Path device(String name) throws Exception {
        assumeTrue(Copies.isBuilt(), "the project is not packaged: ./run test does it");
        return copies.device(name, FirmwareBuild.collect(Copies.HOME, "1"));
    }

    /// What systemd does at boot, in the order of `After=`.
    private void supervise(Path device) throws Exception {
        for (String name : NAMES) {
            String needs = value(name, "Requires");
            assertThat(List.of(value(name, "After").split(" ", -1)))
                    .as("%s comes after what it requires", name)
                    .matches(after -> needs.isEmpty() || after.contains(needs));
            String unit = needs.replace(".service", "");
            boolean required = needs.isEmpty() || ended.getOrDefault(unit, 1) == 0;
            String path = value(name, "AssertPathExists");
            if (required && (path.isEmpty() || Files.exists(Path.of(here(path, device))))) {
                start(name, device);
            }
        }
    }

    private void start(String name, Path device) throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("switch"));
        Files.createDirectories(folder.resolve("charger-state"));
        List<String> command = new ArrayList<>();
        for (String word : words(name)) {
            command.add(here(word, device));
        }
        command.addAll(
                switch (name) {
                    case "stanchion-verify" -> List.of("--bench");
                    case "stanchion-charger" ->
                            List.of("--terminals", folder.resolve("terminals").toString());
                    default -> List.of();
                });
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Path.of(here(value(name, "WorkingDirectory"), device)).toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().clear();
        Process process = builder.start();
        if (value(name, "Type").equals("oneshot")) {
            ended.put(name, process.waitFor());
        } else {
            running.put(name, process);
        }
    }

    /// The charger's path or word, as it is in this test.
    private String here(String word, Path device) throws Exception {
        if (word.equals("/usr/lib/stanchion")) {
            return device.toString();
        }
        return word.replace(JAVA, Copies.JAVA)
                .replace("/usr/lib/stanchion/stanchion-boot.jar", Copies.verifier())
                .replace("/run/stanchion-link/", folder + "/")
                .replace("/run/stanchion-switch", folder + "/switch")
                .replace("/run/stanchion", folder.resolve("run").toString())
                .replace("/var/lib/stanchion-charger", folder + "/charger-state")
                .replace("/var/lib/stanchion-gateway/identity", device + "/identity")
                .replace("/var/lib/stanchion-gateway", device + "/state")
                .replace("${STANCHION_BROKER}", "ssl://localhost:1");
    }

    private static List<String> words(String unit) throws IOException {
        return List.of(value(unit, "ExecStart").split(" +", -1));
    }

    /// The only value of a key, or nothing.
    private static String value(String unit, String key) throws IOException {
        List<String> values = values(unit, key);
        assertThat(values).hasSizeLessThan(2);
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static List<String> values(String unit, String key) throws IOException {
        String text = Files.readString(UNITS.resolve(unit + ".service")).replaceAll("\\\\\n *", "");
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
