package stanchion.bench.bringup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.bringup.BringUp.Begun;
import stanchion.board.BoardFile;
import stanchion.board.Calibration;
import stanchion.board.CalibrationFile;
import stanchion.hal.BoardProfile;

/// The whole walk at simulated circuits, the answers given as on standard input.
@Timeout(120)
final class BringUpTest {
    private static final Path HOME = Path.of(System.getProperty("stanchion.home", "../.."));
    private static final Path BOARD = HOME.resolve("board/bench/board.conf");

    /// Sixteen steps of pilot and proximity, contactor, monitor; then the load's reference
    /// readings, and the thermometer's.
    private static final String TO_THE_LOAD = "\n".repeat(18);

    private static final String ALL =
            TO_THE_LOAD + "\nreference\nnonsense\nreference\nreference\n\nwarm\n25.0\n";

    @TempDir private Path folder;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void soundBoardPassesEveryStepAndItsCalibrationCorrectsWhatItsPartsAreOffBy() throws Exception {
        Path identity = identity();
        assertThat(run(ALL, Begun.ANEW, 7, Optional.of(new BringUp.Signing(identity, folder))))
                .as(told.toString(StandardCharsets.UTF_8))
                .isTrue();
        JsonObject report =
                JsonParser.parseString(Files.readString(folder.resolve("r.json")))
                        .getAsJsonObject();
        assertThat(report.getAsJsonArray("steps")).hasSize(20);
        assertThat(Files.readString(folder.resolve("r.md")))
                .contains("Pilot at 26.67 %", "Proximity, cable of 63 A", "**PASSED**")
                .doesNotContain("NOT");
        Calibration calibration = calibration();
        assertThat(calibration.phases()).hasSize(3);
        Calibration.Trim first = calibration.phases().getFirst();
        assertThat(first.volts().gain()).isCloseTo(1, within(0.031)).isNotCloseTo(1, within(1e-4));
        assertThat(List.of(first.volts(), first.amps()))
                .allSatisfy(channel ->
                        assertThat(channel.zeroShift())
                                .isCloseTo(0, within(8.1))
                                .isNotCloseTo(0, within(0.01)));
    }

    @Test
    void stoppedWalkGoesOnWhereItWasStopped() throws IOException {
        assertThat(run("\n\nstop\n", Begun.ANEW, 1, Optional.empty())).isFalse();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("2 passed", "not finished");
        assertThatThrownBy(() -> run(ALL, Begun.ANEW, 1, Optional.empty()))
                .isInstanceOf(BringUpTrouble.class)
                .hasMessageContaining("--resume goes on with it");
        String rest = ALL.substring(2);
        assertThat(run(rest, Begun.RESUMED, 1, Optional.empty())).isTrue();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("[1/20] Pilot at rest: passed before", "20 passed, 0 failed");
    }

    @Test
    void skippedStepIsLoggedAndTheWholeHasNotPassed() throws IOException {
        assertThat(run("skip\n" + ALL.substring(1), Begun.ANEW, 1, Optional.empty())).isFalse();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("19 passed, 0 failed, 1 left out");
    }

    @Test
    void readingThatThePartsCannotExplainFailsTheLoadStep() throws IOException {
        String answers = TO_THE_LOAD + "\n280 16 3600 300\nreference\nreference\n\n25\n";
        assertThat(run(answers, Begun.ANEW, 1, Optional.empty())).isFalse();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("NOT   L1 volts gain")
                .contains("no calibration record: the load was not measured");
    }

    @Test
    void reversedTransformerIsFoundAndCorrected() throws IOException {
        String answers = TO_THE_LOAD + "\nreference\nreference\n229.9 16 -3667 -277\n\n25\nstop\n";
        run(answers, Begun.ANEW, 1, Optional.empty());
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("ok    L3 transformer reversed 1.000");
    }

    @Test
    void reportOfAnotherDescriptionIsNotGoneOnWith() throws IOException {
        run("\nstop\n", Begun.ANEW, 1, Optional.empty());
        Path other = folder.resolve("other.conf");
        Files.writeString(other, Files.readString(BOARD) + "\n# changed\n");
        assertThatThrownBy(() ->
                        bringUp(ALL)
                                .run(
                                        new BringUp.Order(
                                                other,
                                                folder.resolve("r.md"),
                                                Begun.RESUMED,
                                                Optional.of(1L),
                                                Optional.empty())))
                .isInstanceOf(BringUpTrouble.class)
                .hasMessageContaining("is of another description");
    }

    @Test
    void benchBoardWithoutItsSimulatorIsRefused() {
        assertThatThrownBy(() ->
                        bringUp("")
                                .run(
                                        new BringUp.Order(
                                                BOARD,
                                                folder.resolve("r.md"),
                                                Begun.ANEW,
                                                Optional.empty(),
                                                Optional.empty())))
                .isInstanceOf(BringUpTrouble.class)
                .hasMessageContaining("with --simulator alone");
    }

    private boolean run(
            String answers, Begun begun, long seed, Optional<BringUp.Signing> calibration) {
        return bringUp(answers)
                .run(
                        new BringUp.Order(
                                BOARD,
                                folder.resolve("r.md"),
                                begun,
                                Optional.of(seed),
                                calibration));
    }

    private BringUp bringUp(String answers) {
        return new BringUp(
                new BufferedReader(new StringReader(answers)),
                new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private Path identity() throws IOException, InterruptedException {
        Path identity = Files.createDirectory(folder.resolve("identity"));
        Files.writeString(identity.resolve("password"), "secret-enough\n");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-alias",
                                "identity",
                                "-dname",
                                "CN=bench-1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "secret-enough",
                                "-keystore",
                                identity.resolve("device.p12").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return identity;
    }

    private Calibration calibration() {
        return CalibrationFile.read(folder, profile())
                        instanceof CalibrationFile.Calibrated(Calibration calibration)
                ? calibration
                : org.assertj.core.api.Assertions.fail("the record is refused");
    }

    private static BoardProfile profile() {
        return BoardFile.read(BOARD) instanceof BoardFile.Described described
                ? described.description().profile()
                : org.assertj.core.api.Assertions.fail("the bench's board is refused");
    }
}
