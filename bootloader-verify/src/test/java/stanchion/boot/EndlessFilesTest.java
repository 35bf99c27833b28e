package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that never end, or are far too long, or fail half way, wherever the verifier reads one.
final class EndlessFilesTest {
    @TempDir private Path temporary;
    private DeviceOnDisk device;

    @BeforeEach
    void makeDevice() throws IOException {
        device = new DeviceOnDisk(Files.createDirectory(temporary.resolve("device")));
        device.describe("= none", "= file reset");
        Files.writeString(device.folder.resolve("reset"), "power-on\n");
        Files.write(device.folder.resolve("state/slots.0"), new byte[1]);
    }

    /// Opening a FIFO for reading waits until somebody writes.
    @ParameterizedTest
    @CsvSource({
        "boot.conf, REFUSED A BOOT_DESCRIPTION",
        "otp.bin, REFUSED A OTP_UNREADABLE",
        "device.key, REFUSED A DEVICE_KEY_UNREADABLE",
        "state/counter, REFUSED A COUNTER_UNREADABLE",
        "trust/1.root.json, REFUSED A ROOT_STRAY",
        "trust, REFUSED A ROOT_UNREADABLE",
        "slots/A/targets.json, REFUSED A FILE_NOT_REGULAR",
        "slots/A/app.jar, REFUSED A FILE_NOT_REGULAR",
        "slots/A, REFUSED A SLOT_UNREADABLE",
        "state/slots.0, NOTE RECORDS_UNREADABLE",
        "reset, BOOT A 1.2.3",
    })
    void fifoIsNotOpened(String name, String line) throws IOException {
        replace(name);
        DeviceOnDisk.run(new ProcessBuilder("mkfifo", device.folder.resolve(name).toString()));
        assertThat(device.boot(Map.of()).out()).contains(line);
    }

    @ParameterizedTest
    @CsvSource({
        "boot.conf, REFUSED A BOOT_DESCRIPTION",
        "otp.bin, REFUSED A OTP_UNREADABLE",
        "device.key, REFUSED A DEVICE_KEY_UNREADABLE",
        "state/counter, REFUSED A COUNTER_UNREADABLE",
        "trust/1.root.json, REFUSED A ROOT_STRAY",
        "slots/A/targets.json, REFUSED A FILE_NOT_REGULAR",
        "slots/A/app.jar, REFUSED A FILE_NOT_REGULAR",
        "state/slots.0, NOTE RECORDS_UNREADABLE",
        "reset, BOOT A 1.2.3",
    })
    void deviceThatNeverEndsIsNotRead(String name, String line) throws IOException {
        replace(name);
        Files.createSymbolicLink(device.folder.resolve(name), Path.of("/dev/zero"));
        assertThat(device.boot(Map.of()).out()).contains(line);
        Files.delete(device.folder.resolve(name));
    }

    /// Read whole, any of these would take a minute and more memory than there is.
    @ParameterizedTest
    @CsvSource({
        "boot.conf, REFUSED A BOOT_DESCRIPTION",
        "otp.bin, REFUSED A OTP_UNREADABLE",
        "device.key, REFUSED A DEVICE_KEY_UNREADABLE",
        "state/counter, REFUSED A COUNTER_UNREADABLE",
        "trust/1.root.json, REFUSED A ROOT_METADATA",
        "slots/A/targets.json, REFUSED A METADATA_SIZE",
        "slots/A/app.jar, REFUSED A FILE_LENGTH",
        "state/slots.0, NOTE RECORDS_UNREADABLE",
        "reset, BOOT A 1.2.3",
    })
    void sparseFileOfTenGibibytesIsNotReadThrough(String name, String line) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(device.folder.resolve(name).toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        assertThat(device.boot(Map.of()).out()).contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets.json", "app.jar"})
    void diskThatFailsHalfWayIsNotBelieved(String broken) {
        BenchCharger charger = new BenchCharger();
        byte[] content = charger.slot.content(broken);
        for (int good : new int[] {0, 1, content.length / 2, content.length}) {
            Folder failing = opening(charger, broken, () -> Mischief.failingAfter(content, good));
            assertThat(new Verifier(charger.host()).judge(failing, VerifiedCopy.NONE))
                    .isEqualTo(new Verdict.Refused(Refusal.FILE_UNREADABLE, broken));
        }
    }

    /// A file system that lies about a length, or a file that grows for ever.
    @ParameterizedTest
    @CsvSource({"targets.json, METADATA_SIZE", "app.jar, FILE_LENGTH"})
    void fileThatOutgrowsItsListingIsLeftAlone(String name, Refusal cause) {
        BenchCharger charger = new BenchCharger();
        Folder endless = opening(charger, name, Mischief::endless);
        assertThat(new Verifier(charger.host()).judge(endless, VerifiedCopy.NONE))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.cause()).isEqualTo(cause));
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    /// The charger's slot, one file of which opens like this.
    private static Folder opening(BenchCharger charger, String name, Opening opening) {
        return new Folder() {
            @Override
            public List<Entry> list(int most) throws IOException {
                return charger.slot.list(most);
            }

            @Override
            public InputStream open(String wanted) throws IOException {
                return wanted.equals(name) ? opening.open() : charger.slot.open(wanted);
            }
        };
    }

    @Test
    void fileThatEndsEarlyIsRefused() {
        BenchCharger charger = new BenchCharger();
        byte[] content = charger.slot.content("app.jar");
        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            Folder shorter = opening(charger, "app.jar", () -> new ByteArrayInputStream(cut));
            assertThat(new Verifier(charger.host()).judge(shorter, VerifiedCopy.NONE))
                    .isEqualTo(
                            new Verdict.Refused(
                                    Refusal.FILE_LENGTH,
                                    "app.jar has " + length + " bytes, signed " + content.length));
        }
    }

    private void replace(String name) throws IOException {
        try (Stream<Path> tree = Files.walk(device.folder.resolve(name))) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
