package stanchion.release.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.ForeignCounterException;
import stanchion.boot.TpmCounter;
import stanchion.boot.TpmCounterWriter;
import stanchion.release.ReleaseException;

/// The rollback counter in a TPM that is not ours, with tools that are not ours looking on.
final class SoftTpmTest {
    private static final int INDEX = 0x01800001;
    private static final String NAME = "0x01800001";

    @TempDir private Path temporary;
    private Optional<SoftTpm> running = Optional.empty();

    @BeforeEach
    void startTpm() throws ReleaseException {
        assumeTrue(SoftTpm.missing().isEmpty(), SoftTpm.missing().orElse(""));
        running = Optional.of(SoftTpm.start(temporary.resolve("tpm")));
    }

    @AfterEach
    void stopTpm() {
        running.ifPresent(SoftTpm::close);
    }

    @Test
    void counterIsDefinedAndRaisedAndRead() throws IOException {
        assertThat(writer().state()).isEqualTo(TpmCounterWriter.State.ABSENT);
        assertThat(writer().define()).isEqualTo(1);
        assertThat(writer().define()).isEqualTo(1);
        assertThat(writer().state()).isEqualTo(TpmCounterWriter.State.COUNTING);
        assertThat(writer().raise(7)).isEqualTo(7);
        assertThat(writer().raise(7)).isEqualTo(7);
        assertThat(writer().raise(3)).isEqualTo(7);
        assertThat(counter().read()).isEqualTo(7);
    }

    @Test
    void tpm2ToolsReadTheSameCounter() throws Exception {
        writer().define();
        writer().raise(5);
        assertThat(tool("tpm2_nvread", NAME, "-C", NAME)).isEqualTo("0000000000000005");
        assertThat(text("tpm2_nvreadpublic", NAME))
                .contains("friendly: authwrite|nt=0x1|authread|no_da|written")
                .contains("value: 0x22040014")
                .contains("friendly: sha256")
                .contains("size: 8");
    }

    @Test
    void counterThatTpm2ToolsDefinedIsTheSame() throws Exception {
        text(
                "tpm2_nvdefine",
                NAME,
                "-C",
                "o",
                "-s",
                "8",
                "-a",
                "nt=counter|authread|authwrite|no_da");
        assertThat(writer().state()).isEqualTo(TpmCounterWriter.State.UNFINISHED);
        assertThatThrownBy(counter()::read).isInstanceOf(ForeignCounterException.class);
        text("tpm2_nvincrement", NAME, "-C", NAME);
        assertThat(counter().read()).isEqualTo(1);
    }

    @Test
    void definitionCutShortIsCompleted() throws Exception {
        text(
                "tpm2_nvdefine",
                NAME,
                "-C",
                "o",
                "-s",
                "8",
                "-a",
                "nt=counter|authread|authwrite|no_da");
        assertThat(writer().define()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nt=ordinary|authread|authwrite|no_da",
                "nt=bits|authread|authwrite|no_da",
                "nt=counter|authread|authwrite|ownerwrite|no_da",
                "nt=counter|authread|authwrite",
                "nt=counter|authread|authwrite|no_da|orderly",
                "nt=counter|authread|authwrite|no_da|read_stclear",
            })
    void indexThatIsAnythingElseIsForeign(String attributes) throws Exception {
        text("tpm2_nvdefine", NAME, "-C", "o", "-s", "8", "-a", attributes);
        if (attributes.startsWith("nt=counter")) {
            text("tpm2_nvincrement", NAME, "-C", NAME);
        }
        assertThatThrownBy(counter()::read).isInstanceOf(ForeignCounterException.class);
        assertThatThrownBy(writer()::define).isInstanceOf(ForeignCounterException.class);
        assertThatThrownBy(() -> writer().raise(9)).isInstanceOf(ForeignCounterException.class);
    }

    @Test
    void counterMadeAnewStartsAboveTheOldOne() throws Exception {
        writer().define();
        writer().raise(20);
        text("tpm2_nvundefine", NAME, "-C", "o");
        assertThat(writer().define()).isEqualTo(21);
    }

    @Test
    void counterMadeAnewAfterTheTpmWasClearedStartsAboveTheOldOne() throws Exception {
        writer().define();
        writer().raise(20);
        text("tpm2_clear", "-c", "p");
        assertThat(writer().state()).isEqualTo(TpmCounterWriter.State.ABSENT);
        assertThat(writer().define()).isEqualTo(21);
    }

    @Test
    void nobodyCanWriteALowerValue() throws Exception {
        writer().define();
        writer().raise(9);
        Path lower = Files.write(temporary.resolve("lower"), new byte[8]);
        assertThat(exit("tpm2_nvwrite", NAME, "-C", NAME, "-i", lower.toString())).isNotZero();
        assertThat(counter().read()).isEqualTo(9);
    }

    @Test
    void counterOutlivesAPowerCut() throws Exception {
        writer().define();
        writer().raise(4);
        running.orElseThrow().close();
        assertThatThrownBy(counter()::read)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ForeignCounterException.class);
        running = Optional.of(SoftTpm.start(temporary.resolve("tpm")));
        assertThat(counter().read()).isEqualTo(4);
    }

    @Test
    void wrongPasswordsElsewhereDoNotShutTheCounter() throws Exception {
        writer().define();
        text(
                "tpm2_nvdefine",
                "0x01800002",
                "-C",
                "o",
                "-s",
                "8",
                "-p",
                "right",
                "-a",
                "authread|authwrite");
        for (int i = 0; i < 40; i++) {
            exit("tpm2_nvread", "0x01800002", "-C", "0x01800002", "-P", "wrong");
        }
        assertThat(counter().read()).isEqualTo(1);
    }

    @Test
    void ownersPasswordIsNeededToDefine() throws Exception {
        text("tpm2_changeauth", "-c", "o", "secret");
        assertThatThrownBy(writer()::define)
                .isInstanceOf(IOException.class)
                .hasMessage("the TPM wants another password");
        assertThat(writer().define("secret".getBytes(StandardCharsets.UTF_8))).isEqualTo(1);
        assertThat(writer().raise(2)).isEqualTo(2);
    }

    @Test
    void absurdEpochIsNotRaisedTo() throws IOException {
        writer().define();
        assertThatThrownBy(() -> writer().raise(1002))
                .isInstanceOf(IOException.class)
                .hasMessage("the counter is at 1, not raised to 1002");
        assertThat(counter().read()).isEqualTo(1);
    }

    @Test
    void newTpmHasNoCounter() {
        assertThatThrownBy(counter()::read)
                .isInstanceOf(IOException.class)
                .hasMessage("the TPM has no such NV index");
    }

    private TpmCounter counter() {
        return new TpmCounter(running.orElseThrow().socket(), INDEX);
    }

    private TpmCounterWriter writer() {
        return new TpmCounterWriter(running.orElseThrow().socket(), INDEX);
    }

    /// What a tool prints, in hexadecimal.
    private String tool(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return HexFormat.of().formatHex(output);
    }

    private String text(String... command) throws IOException, InterruptedException {
        return new String(HexFormat.of().parseHex(tool(command)), StandardCharsets.UTF_8);
    }

    private int exit(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private Process start(String... command) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin", command[0])),
                "tpm2-tools are missing: sudo apt install tpm2-tools");
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/socat")),
                "socat is missing: sudo apt install socat");
        ProcessBuilder builder = new ProcessBuilder(List.of(command));
        builder.environment().putAll(running.orElseThrow().environment());
        return builder.redirectError(temporary.resolve("complaints").toFile()).start();
    }
}
