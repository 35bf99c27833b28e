package stanchion.release.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.BootDescription;
import stanchion.boot.FirstRoot;
import stanchion.boot.Source;
import stanchion.release.BenchKeys;
import stanchion.release.ReleaseException;
import stanchion.release.RootMetadata;
import stanchion.release.Signer;

/// Binding a charger to a root, with an OTP that behaves as real ones do.
final class ProvisioningTest {
    @TempDir private Path temporary;
    private final FakeOtp otp = new FakeOtp();
    private final FakeOtp key = new FakeOtp();
    private final List<String> progress = new ArrayList<>();

    @Test
    void blankChargerTakesTheDigestCounterAndKey() throws Exception {
        FirstRoot.Good root = root();
        provisioning(root).carryOut(progress::add);
        assertThat(HexFormat.of().formatHex(otp.read())).isEqualTo(root.digest());
        assertThat(Arrays.stream(key.rows)).doesNotContain(0).doesNotHaveDuplicates();
        assertThat(temporary.resolve("counter")).hasContent("0\n");
        assertThat(progress).hasSize(11);
        assertThat(String.join("\n", progress))
                .doesNotContain(HexFormat.of().toHexDigits(key.rows[0]))
                .endsWith("this charger now obeys the root " + Digest.grouped(root.digest()));
    }

    @Test
    void secondRunWritesNothing() throws Exception {
        FirstRoot.Good root = root();
        provisioning(root).carryOut(progress::add);
        byte[] first = key.read();
        assertThat(provisioning(root).done()).isTrue();
        provisioning(root).carryOut(progress::add);
        assertThat(otp.writes).isEqualTo(8);
        assertThat(key.read()).isEqualTo(first);
    }

    @Test
    void otpThatDropsWritesIsFoundOutAtTheFirstRow() throws Exception {
        otp.mood = FakeOtp.Mood.DROPS;
        assertThatThrownBy(() -> provisioning(root()).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("row 0 still holds 00000000")
                .hasMessageContaining("locked");
        assertThat(otp.writes).isEqualTo(1);
    }

    @Test
    void otpThatLocksItselfHalfWayIsFoundOut() throws Exception {
        FirstRoot.Good root = root();
        OtpRows locking =
                (row, value) -> {
                    otp.mood = row < 3 ? FakeOtp.Mood.WRITES : FakeOtp.Mood.DROPS;
                    otp.program(row, value);
                };
        assertThatThrownBy(() -> provisioning(root, locking).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("row 3 still holds 00000000");
    }

    @Test
    void otpThatComplainsIsNamed() throws Exception {
        otp.mood = FakeOtp.Mood.COMPLAINS;
        assertThatThrownBy(() -> provisioning(root()).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("row 0 cannot be written")
                .hasMessageContaining("0x80000001");
    }

    @Test
    void keyInALockedOtpIsFoundOutBeforeTheRootIsWritten() throws Exception {
        key.mood = FakeOtp.Mood.DROPS;
        assertThatThrownBy(() -> provisioning(root()).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("device key stays zero");
        assertThat(otp.writes).isZero();
    }

    @Test
    void bitThatIsSetAndMustNotBeIsNamedBeforeAnythingIsWritten() throws Exception {
        FirstRoot.Good root = root();
        int wanted = Integer.parseUnsignedInt(root.digest(), 40, 48, 16);
        int stray = Integer.lowestOneBit(~wanted);
        otp.rows[5] = stray;
        String bit = "row 5 bit " + Integer.numberOfTrailingZeros(stray);
        assertThatThrownBy(() -> provisioning(root).done()).hasMessageContaining(bit);
        assertThatThrownBy(() -> provisioning(root).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining(bit + " set");
        assertThat(otp.writes + key.writes).isZero();
        assertThat(temporary.resolve("counter")).doesNotExist();
    }

    @Test
    void otherRootIsToldInFull() throws Exception {
        FirstRoot.Good first = root();
        provisioning(first).carryOut(progress::add);
        assertThatThrownBy(() -> provisioning(root()).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining(Digest.grouped(first.digest()));
        assertThat(HexFormat.of().formatHex(otp.read())).isEqualTo(first.digest());
    }

    @Test
    void rowThatComesOutWrongIsTold() throws Exception {
        OtpRows weak = (row, value) -> otp.program(row, value & 0xffff0000);
        assertThatThrownBy(() -> provisioning(root(), weak).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("row 0 holds ")
                .hasMessageContaining(" instead of ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void powerCutInAnyRowIsCompletedTowardsTheSameRootOnly(int row) throws Exception {
        FirstRoot.Good root = root();
        otp.writesUntilPowerCut = row;
        otp.lastBits = 0x00ff00ff; // half of the row's bits were set when the power went
        assertThatThrownBy(() -> provisioning(root).carryOut(progress::add))
                .isInstanceOf(FakeOtp.PowerCut.class);
        otp.writesUntilPowerCut = Integer.MAX_VALUE;
        FirstRoot.Good other = rootAgainst(otp.read());
        assertThatThrownBy(() -> provisioning(other).carryOut(progress::add))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("the OTP already holds");
        assertThat(provisioning(root).summary(Map.of()))
                .anySatisfy(line -> assertThat(line).contains("to be completed"));
        provisioning(root).carryOut(progress::add);
        assertThat(HexFormat.of().formatHex(otp.read())).isEqualTo(root.digest());
    }

    /// Another root; one in a hundred would have all the few bits that are set already.
    private FirstRoot.Good rootAgainst(byte[] set) throws IOException, ReleaseException {
        FirstRoot.Good other = root();
        while (isCompletedBy(set, HexFormat.of().parseHex(other.digest()))) {
            other = root();
        }
        return other;
    }

    private static boolean isCompletedBy(byte[] set, byte[] wanted) {
        for (int i = 0; i < set.length; i++) {
            if ((set[i] & ~wanted[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7})
    void powerCutInTheDeviceKeyKeepsWhatIsWritten(int row) throws Exception {
        key.writesUntilPowerCut = row;
        assertThatThrownBy(() -> provisioning(root()).carryOut(progress::add))
                .isInstanceOf(FakeOtp.PowerCut.class);
        int[] written = Arrays.copyOf(key.rows, row);
        key.writesUntilPowerCut = Integer.MAX_VALUE;
        provisioning(root()).carryOut(progress::add);
        assertThat(Arrays.copyOf(key.rows, row)).isEqualTo(written);
        assertThat(Arrays.stream(key.rows)).doesNotContain(0);
    }

    @Test
    void summarySaysAllThatCannotBeUndone() throws Exception {
        FirstRoot.Good root = root();
        String first = root.root().root().keys().firstKey();
        assertThat(String.join("\n", provisioning(root).summary(Map.of(first, "Ada"))))
                .contains("digest      " + Digest.grouped(root.digest()))
                .contains("any 4 of 5 keys")
                .containsPattern("  " + first + " (Ed25519|ML-DSA-65) Ada\n")
                .contains("OTP         mailbox bcm2711: blank")
                .contains("256 random bits to be written")
                .contains("FOR EVER");
        assertThat(otp.writes + key.writes).isZero();
    }

    @Test
    void rootThatNoChargerWouldBootWithIsRefused() throws Exception {
        Path file = temporary.resolve("1.root.json");
        byte[] bytes = Files.readAllBytes(written(BenchKeys.generate()));
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Provisioning.judged(file))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("1.root.json: no charger would boot with it: ROOT_");
    }

    @Test
    void documentedWriteIsTheOneThatIsSent() throws IOException {
        List<byte[]> sent = new ArrayList<>();
        MailboxWriter writer =
                new MailboxWriter(
                        message -> {
                            sent.add(message);
                            byte[] answer = message.clone();
                            answer[7] = (byte) 0x80;
                            answer[19] = (byte) 0x80;
                            return answer;
                        },
                        MailboxWriter.Rows.CUSTOMER);
        writer.program(4, 0x11111111);
        // total 0x24, request, tag, 12 bytes, 12 bytes, first row, one row, its value, end
        assertThat(HexFormat.of().formatHex(sent.getFirst()))
                .isEqualTo(
                        "24000000"
                                + "00000000"
                                + "21800300"
                                + "0c000000"
                                + "0c000000"
                                + "04000000"
                                + "01000000"
                                + "11111111"
                                + "00000000");
    }

    private Provisioning provisioning(FirstRoot.Good root) {
        return provisioning(root, otp);
    }

    private Provisioning provisioning(FirstRoot.Good root, OtpRows rows) {
        Source mailbox = new Source("mailbox", List.of("bcm2711"));
        Source counter = new Source("file", List.of("counter"));
        Source none = new Source("none", List.of());
        return new Provisioning(
                root,
                new Summary.Board(
                        "production",
                        "board-1",
                        new BootDescription.Sources(mailbox, counter, mailbox, none, none)),
                new Hardware(
                        otp,
                        rows,
                        new CounterSetup.File(temporary.resolve("counter")),
                        Optional.of(new KeySetup(key, key, new SecureRandom()))));
    }

    /// A new maker's root every time.
    private FirstRoot.Good root() throws IOException, ReleaseException {
        return Provisioning.judged(written(BenchKeys.generate()));
    }

    private Path written(BenchKeys keys) throws IOException, ReleaseException {
        RootMetadata metadata =
                new RootMetadata(1, Instant.parse("2046-01-01T00:00:00Z"), keys.roles());
        return Files.write(
                temporary.resolve("1.root.json"), Signer.sign(metadata.signed(), keys.root()));
    }
}
