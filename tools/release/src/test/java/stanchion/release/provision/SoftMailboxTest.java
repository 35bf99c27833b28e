package stanchion.release.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.boot.PropertyMessage;
import stanchion.boot.Verifier;
import stanchion.release.DeviceFolder;
import stanchion.release.ReleaseException;
import stanchion.release.SmallFirmware;
import stanchion.release.VerifierProcess;

/// The verifier's process as it calls a Raspberry Pi's mailbox, with strace as the mailbox.
final class SoftMailboxTest {
    private static final int GET_CUSTOMER_OTP = 0x00030021;
    private static final int LOCK_CUSTOMER_OTP = 0x00030086;

    @TempDir private Path temporary;
    private Path device = Path.of("");

    @BeforeEach
    void makeCharger() throws ReleaseException {
        assumeTrue(SoftMailbox.missing().isEmpty(), SoftMailbox.missing().orElse(""));
        device = temporary.resolve("device");
        DeviceFolder.create(new DeviceFolder.Order(device, "pi", SmallFirmware.version("2.0.1")));
    }

    @Test
    void digestInTheCustomerRowsBootsTheCharger() throws Exception {
        describe("bench", "bcm2711");
        assertThat(verdict(SoftMailbox.answering(rows()))).isEqualTo("0 BOOT A 2.0.1\n");
        assertThat(Files.readString(temporary.resolve("calls")))
                .contains("openat(AT_FDCWD, \"/dev/vcio\", O_RDONLY|O_CLOEXEC) = ")
                .contains(", _IOC(_IOC_READ|_IOC_WRITE, 0x64, 0, 0x8), 0x");
    }

    @Test
    void digestOfAnotherRootDoesNot() throws Exception {
        describe("bench", "bcm2712");
        byte[] rows = rows();
        rows[40] ^= 1;
        assertThat(verdict(SoftMailbox.answering(rows))).startsWith("17 REFUSED A ROOT_NOT_IN_OTP");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 1, the mailbox answered 0x80000001",
        "8, 22, the answer is to another tag",
        "16, 36, the firmware answered 36 of 40 bytes",
        "19, 0, the firmware does not know the tag 0x30021",
        "24, 7, the firmware read 7 of 8 rows",
    })
    void faultOfTheFirmwareIsNamed(int at, int value, String reason) throws Exception {
        describe("bench", "bcm2711");
        byte[] rows = rows();
        rows[at] = (byte) value;
        assertThat(verdict(SoftMailbox.answering(rows)))
                .startsWith("11 REFUSED A OTP_UNREADABLE " + reason);
    }

    @ParameterizedTest
    @CsvSource({
        "EINVAL, refused by the firmware (EINVAL)",
        "EPERM, not permitted",
        "ENOTTY, no mailbox (ENOTTY)",
        "EIO, errno 5",
    })
    void kernelThatRefusesIsNamed(String error, String reason) throws Exception {
        describe("bench", "bcm2711");
        assertThat(verdict(SoftMailbox.refusing(error)))
                .startsWith("11 REFUSED A OTP_UNREADABLE /dev/vcio: ioctl failed: " + reason);
    }

    @Test
    void productionChargerThatCannotLockItsOtpGoesNoFurther() throws Exception {
        describeProduction();
        assertThat(boot(SoftMailbox.refusing("EINVAL")))
                .startsWith("32 ")
                .contains("OTP_LOCK /dev/vcio: ioctl failed: refused by the firmware");
        byte[] unknown = PropertyMessage.request(LOCK_CUSTOMER_OTP, 0);
        unknown[7] = (byte) 0x80;
        assertThat(boot(SoftMailbox.answering(unknown)))
                .startsWith("32 ")
                .contains("OTP_LOCK the firmware does not know the tag 0x30086");
        assertThat(Files.readString(temporary.resolve("calls")).lines())
                .filteredOn(line -> line.contains(" ioctl("))
                .hasSize(1);
    }

    @Test
    void productionChargerGoesOnOnceItsOtpIsLocked() throws Exception {
        describeProduction();
        byte[] locked = PropertyMessage.request(LOCK_CUSTOMER_OTP, 0);
        locked[7] = (byte) 0x80;
        locked[16] = 4;
        locked[19] = (byte) 0x80;
        assertThat(boot(SoftMailbox.answering(locked))).doesNotContain("OTP_LOCK");
    }

    @Test
    void judgingWithoutBootingLocksNothing() throws Exception {
        describeProduction();
        assertThat(verdict(SoftMailbox.refusing("EINVAL")))
                .startsWith("31 REFUSED A DEVICE_KEY_UNREADABLE /dev/vcio: ioctl failed");
    }

    private void describeProduction() throws Exception {
        describe("production", "bcm2712");
        Path conf = device.resolve("boot.conf");
        Files.writeString(
                conf,
                Files.readString(conf)
                        .replaceFirst("(?m)^counter .*$", "counter = tpm /dev/tpmrm0 0x01800000")
                        .replaceFirst("(?m)^device-key .*$", "device-key = mailbox bcm2712")
                        .replaceFirst("(?m)^identity .*$", "identity = wrapped identity"));
    }

    private void describe(String profile, String chip) throws Exception {
        Path conf = device.resolve("boot.conf");
        String text = Files.readString(conf);
        Files.writeString(
                conf,
                text.replaceFirst("(?m)^otp .*$", "otp = mailbox " + chip)
                        .replaceFirst("(?m)^profile .*$", "profile = " + profile));
    }

    /// What firmware answers for the eight customer rows with the right digest in them.
    private byte[] rows() throws Exception {
        byte[] answer = PropertyMessage.request(GET_CUSTOMER_OTP, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0);
        ByteBuffer words = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        words.putInt(4, 0x80000000).putInt(16, 0x80000000 | 40);
        ByteBuffer digest = ByteBuffer.wrap(Files.readAllBytes(device.resolve("otp.bin")));
        for (int row = 0; row < 8; row++) {
            words.putInt(28 + 4 * row, digest.getInt());
        }
        return answer;
    }

    private String verdict(SoftMailbox mailbox) throws Exception {
        return run(mailbox, verifier());
    }

    private String boot(SoftMailbox mailbox) throws Exception {
        Path run = Files.createTempDirectory(temporary, "run");
        return run(mailbox, verifier().into(run));
    }

    private VerifierProcess verifier() throws Exception {
        Path modules =
                Path.of(Verifier.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return VerifierProcess.of(modules, device).withNativeAccess();
    }

    private String run(SoftMailbox mailbox, VerifierProcess verifier) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(mailbox.around(verifier.command(), temporary.resolve("calls")));
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + out;
    }
}
