package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The units by which a charger goes to another version and back. No systemd runs in a test: the
/// shell's lines are carried out as they stand there, in folders of the test's.
final class SwitchUnitsTest {
    private static final Path UNITS = Copies.HOME.resolve("board/units");
    private static final String SWITCH = "/run/stanchion-switch/switch";

    @TempDir private Path folder;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("run/stanchion"));
        Files.createDirectories(folder.resolve("run/stanchion-switch"));
    }

    @Test
    void theGatewaysWishIsSeenInTheFolderItMayWrite() throws IOException {
        assertThat(values("stanchion-switch.path", "PathExists")).containsExactly(SWITCH);
        assertThat(values("stanchion-switch.path", "Unit"))
                .containsExactly("stanchion-switch.service");
        assertThat(values("stanchion-gateway.service", "RuntimeDirectory"))
                .containsExactly("stanchion-switch");
        assertThat(values("stanchion-gateway.service", "ExecStart").getFirst())
                .contains(" --switch /run/stanchion-switch")
                .contains(" --device /usr/lib/stanchion ");
    }

    @Test
    void aSwitchOverEndsBothBeforeTheVerdictAndBeginsBothAfterIt() throws IOException {
        assertThat(values("stanchion-switch.service", "ExecStart"))
                .containsExactly(
                        "/usr/bin/systemctl stop stanchion-charger.service",
                        "/usr/bin/systemctl stop stanchion-gateway.service",
                        "/usr/bin/rm -f " + SWITCH + " /run/stanchion-switch/confirmed",
                        "-/usr/bin/systemctl reset-failed stanchion-charger.service"
                                + " stanchion-gateway.service",
                        "/usr/bin/systemctl restart stanchion-verify.service",
                        "/usr/bin/systemctl restart stanchion-trial.timer",
                        "/usr/bin/systemctl start stanchion-charger.service"
                                + " stanchion-gateway.service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stanchion-charger.service", "stanchion-gateway.service"})
    void aVersionThatDoesNotStayUpIsJudgedAnew(String unit) throws IOException {
        assertThat(values(unit, "StartLimitBurst")).containsExactly("5");
        assertThat(values(unit, "OnFailure")).containsExactly("stanchion-again.service");
        assertThat(values("stanchion-again.service", "ExecStart").getFirst())
                .contains("sleep 60", "touch /run/stanchion-again/once " + SWITCH);
    }

    @ParameterizedTest
    @CsvSource({
        "stanchion-charger.service, 1,    TRYING,    false, true",
        "stanchion-charger.service, KILL, TRYING,    false, true",
        "stanchion-gateway.service, 0,    TRYING,    false, true",
        "stanchion-charger.service, 143,  TRYING,    false, false",
        "stanchion-gateway.service, TERM, TRYING,    false, false",
        "stanchion-charger.service, 1,    TRYING,    true,  false",
        "stanchion-gateway.service, 1,    CONFIRMED, false, false",
    })
    void aDeathDuringATryIsAWishForANewVerdict(
            String unit, String status, String state, boolean confirmed, boolean wished)
            throws Exception {
        stated(state, confirmed);
        String line = values(unit, "ExecStopPost").getFirst().replace("$$", "$");
        String shell = "+/bin/sh -c '";
        assertThat(line).startsWith(shell).endsWith("'");

        run(line.substring(shell.length(), line.length() - 1), Map.of("EXIT_STATUS", status));

        assertThat(Files.exists(here(SWITCH))).isEqualTo(wished);
    }

    @ParameterizedTest
    @CsvSource({"TRYING, true", "CONFIRMED, false"})
    void whenTheTimeOfATrialIsOverOnlyATryIsEnded(String state, boolean wished) throws Exception {
        stated(state, false);
        String unit = "stanchion-trial.service";
        assertThat(values(unit, "ConditionPathExists"))
                .containsExactly("!/run/stanchion-switch/confirmed");
        assertThat(values("stanchion-trial.timer", "OnActiveSec")).containsExactly("10min");

        run(
                values(unit, "ExecCondition").getFirst()
                        + " && "
                        + values(unit, "ExecStart").getFirst(),
                Map.of());

        assertThat(Files.exists(here(SWITCH))).isEqualTo(wished);
    }

    private void stated(String state, boolean confirmed) throws IOException {
        Files.writeString(
                here("/run/stanchion/boot.json"),
                "{\"mode\":\"boot\",\"slot\":\"B\",\"slot_state\":\"" + state + "\"}");
        if (confirmed) {
            Files.createFile(here("/run/stanchion-switch/confirmed"));
        }
    }

    private Path here(String path) {
        return folder.resolve(path.substring(1));
    }

    private void run(String line, Map<String, String> environment) throws Exception {
        ProcessBuilder shell =
                new ProcessBuilder("/bin/sh", "-c", line.replace("/run/", folder + "/run/"));
        shell.environment().putAll(environment);
        assertThat(shell.inheritIO().start().waitFor()).isBetween(0, 1);
    }

    private static List<String> values(String unit, String key) throws IOException {
        String text = Files.readString(UNITS.resolve(unit)).replaceAll("\\\\\n *", "");
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }
}
