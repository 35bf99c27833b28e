package stanchion.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.board.Calibration.Channel;
import stanchion.board.Calibration.Transformer;
import stanchion.board.Calibration.Trim;
import stanchion.board.CalibrationFile.Calibrated;
import stanchion.board.CalibrationFile.Refused;
import stanchion.hal.BoardProfile;

final class CalibrationFileTest {
    private static final Trim TRIM =
            new Trim(
                    new Channel(1.0123, -12.5),
                    new Channel(0.9871, 3.25),
                    Transformer.REVERSED,
                    Duration.ofNanos(-31_250));

    @TempDir private Path state;
    private BoardProfile profile;
    private KeyPair keys;

    @BeforeEach
    void board() throws IOException, GeneralSecurityException {
        Path file = Path.of(System.getProperty("stanchion.home"), "board/bench/board.conf");
        profile =
                BoardFile.read(file) instanceof BoardFile.Described described
                        ? described.description().profile()
                        : org.assertj.core.api.Assertions.fail("the bench's board is refused");
        keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    }

    @Test
    void recordIsReadBackAndCorrectsTheScales() throws IOException, GeneralSecurityException {
        write(calibration("bench"));
        CalibrationFile.Result read = CalibrationFile.read(state, profile);
        assertThat(read).isEqualTo(new Calibrated(calibration("bench")));
        BoardProfile corrected = calibration("bench").applyTo(profile);
        assertThat(corrected.analog().phases().get(1).volts().valueOf(1000 - 12.5))
                .isCloseTo(20 * 1.0123, within(1e-9));
        assertThat(corrected.analog().phases().get(1).amps().valueOf(1000 + 3.25))
                .isCloseTo(-4 * 0.9871, within(1e-9));
        assertThat(corrected.analog().phases().get(0).currentLag())
                .isEqualTo(Duration.ofNanos(60_000 - 31_250));
    }

    @Test
    void withoutARecordTheDescriptionHolds() {
        assertThat(CalibrationFile.read(state, profile)).isEqualTo(new CalibrationFile.Absent());
    }

    @Test
    void recordWithAnAlteredByteIsRefused() throws IOException, GeneralSecurityException {
        write(calibration("bench"));
        Path file = state.resolve(CalibrationFile.RECORD);
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length - 1; i += 3) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThat(CalibrationFile.read(state, profile))
                    .as("byte %d of %s", i, new String(good, StandardCharsets.UTF_8))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void anotherDevicesRecordAndAnotherBoardsAreRefusedWithTheReason()
            throws IOException, GeneralSecurityException {
        write(calibration("other"));
        assertThat(reason()).contains("was made for the board other with 3 phases");
        write(calibration("bench"));
        Path other = Files.createDirectory(state.resolve("other"));
        KeyPair others = KeyPairGenerator.getInstance("EC").generateKeyPair();
        CalibrationFile.write(other, calibration("bench"), others.getPrivate(), others.getPublic());
        Files.copy(
                other.resolve(CalibrationFile.RECORD),
                state.resolve(CalibrationFile.RECORD),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(reason()).contains("was altered, or signed by another device");
        assertThatThrownBy(() ->
                        CalibrationFile.write(
                                other, calibration("bench"), keys.getPrivate(), keys.getPublic()))
                .hasMessageContaining("is another device's key");
    }

    @Test
    void signedValueBeyondWhatPartsCanBeIsRefused() throws IOException, GeneralSecurityException {
        Channel right = new Channel(1, 0);
        assertThat(reasonOf(new Channel(1.2, 0), right)).contains("l1-volts-gain must be 0.9…1.1");
        assertThat(reasonOf(right, new Channel(1, -700)))
                .contains("l1-amps-zero must be -655…655 code, not -700");
    }

    private String reasonOf(Channel volts, Channel amps)
            throws IOException, GeneralSecurityException {
        Trim wild = new Trim(volts, amps, Transformer.FORWARD, Duration.ZERO);
        write(new Calibration("bench", List.of(wild, wild, wild)));
        return reason();
    }

    @Test
    void recordOfTheFirstVersionHasNoZeros() throws IOException, GeneralSecurityException {
        write(calibration("bench"));
        Path file = state.resolve(CalibrationFile.RECORD);
        String first =
                Files.readString(file)
                        .replace("calibration = 2", "calibration = 1")
                        .replaceAll("(?m)^(.*-zero|signature) = .*\n", "");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(first.getBytes(StandardCharsets.UTF_8));
        String signed = Base64.getEncoder().encodeToString(signature.sign());
        Files.writeString(file, first + "signature = " + signed + "\n");
        Calibrated read = (Calibrated) CalibrationFile.read(state, profile);
        assertThat(read.calibration().phases().getFirst().volts())
                .isEqualTo(new Channel(1.0123, 0));
        assertThat(read.calibration().phases().get(2).amps()).isEqualTo(new Channel(0.9871, 0));
    }

    @Test
    void missingKeyIsNamed() throws IOException, GeneralSecurityException {
        write(calibration("bench"));
        Files.delete(state.resolve(CalibrationFile.KEY));
        assertThat(reason()).contains(CalibrationFile.KEY);
    }

    private String reason() {
        return CalibrationFile.read(state, profile) instanceof Refused refused
                ? refused.message()
                : "it was read";
    }

    private void write(Calibration calibration) throws IOException, GeneralSecurityException {
        CalibrationFile.write(state, calibration, keys.getPrivate(), keys.getPublic());
    }

    private static Calibration calibration(String board) {
        return new Calibration(board, List.of(TRIM, TRIM, TRIM));
    }
}
