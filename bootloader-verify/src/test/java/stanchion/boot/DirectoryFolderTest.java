package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a slot on a real file system may not hold.
final class DirectoryFolderTest {
    @TempDir private Path temporary;
    private DeviceOnDisk device;

    @BeforeEach
    void makeDevice() throws IOException {
        device = new DeviceOnDisk(temporary);
    }

    @Test
    void plainFilesBoot() {
        assertThat(device.judge(device.slotA)).isInstanceOf(Verdict.Boot.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.jar", "board.conf", "targets.json"})
    void symbolicLinkToTheSameBytesIsRefused(String name) throws IOException {
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(device.slotA.resolve(name), elsewhere);
        Files.createSymbolicLink(device.slotA.resolve(name), elsewhere);
        assertRefused(Refusal.FILE_NOT_REGULAR, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.jar", "board.conf", "targets.json"})
    void fileWithASecondNameIsRefused(String name) throws IOException {
        Files.createLink(temporary.resolve("elsewhere"), device.slotA.resolve(name));
        assertRefused(Refusal.FILE_LINKED, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.jar", "targets.json", "extra"})
    void fifoIsRefusedWithoutWaitingForItsWriter(String name) throws IOException {
        Files.deleteIfExists(device.slotA.resolve(name));
        DeviceOnDisk.run(new ProcessBuilder("mkfifo", device.slotA.resolve(name).toString()));
        assertRefused(Refusal.FILE_NOT_REGULAR, name);
    }

    @Test
    void folderIsRefused() throws IOException {
        Files.createDirectory(device.slotA.resolve("META-INF"));
        assertRefused(Refusal.FILE_NOT_REGULAR, "META-INF");
    }

    @Test
    void socketIsRefused() throws IOException {
        Path name = device.slotA.resolve("s");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(name));
            assertRefused(Refusal.FILE_NOT_REGULAR, "s");
        }
    }

    @Test
    void sparseFileOfTenGibibytesIsRefusedUnread() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(device.slotA.resolve("app.jar").toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        assertThat(device.judge(device.slotA))
                .isEqualTo(
                        new Verdict.Refused(
                                Refusal.FILE_LENGTH, "app.jar has 10737418240 bytes, signed 640"));
    }

    @Test
    void slotThatIsNotThereIsUnreadableNotEmpty() throws IOException {
        Files.delete(device.slotB);
        assertThat(device.judge(device.slotB))
                .isEqualTo(new Verdict.Refused(Refusal.SLOT_UNREADABLE, "listing failed"));
    }

    @Test
    void slotThatIsALinkToASlotBootsOnlyItsOwnBytes() throws IOException {
        Files.delete(device.slotB);
        Files.createSymbolicLink(device.slotB, device.slotA);
        Files.writeString(device.slotA.resolve("board.conf"), "name board-2\n");
        assertThat(device.judge(device.slotB))
                .isEqualTo(new Verdict.Refused(Refusal.FILE_DIGEST, "board.conf"));
    }

    @Test
    void linkAmongTheRootsIsRefused() throws IOException {
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(temporary.resolve("trust/1.root.json"), elsewhere);
        Files.createSymbolicLink(temporary.resolve("trust/1.root.json"), elsewhere);
        assertRefused(Refusal.ROOT_STRAY, "1.root.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7 \n", "-7\n", "x\n", "\n", "12345678901\n", "7\n\n"})
    void counterFileInAnyOtherFormIsUnreadable(String text) throws IOException {
        Files.writeString(temporary.resolve("state/counter"), text);
        assertThat(device.judge(device.slotA))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> {
                            assertThat(refused.cause()).isEqualTo(Refusal.COUNTER_UNREADABLE);
                            assertThat(refused.detail()).startsWith("not ");
                        });
    }

    @Test
    void missingCounterIsUnreadable() throws IOException {
        Files.delete(temporary.resolve("state/counter"));
        assertRefused(
                Refusal.COUNTER_UNREADABLE,
                temporary.resolve("state/counter") + " is no regular file");
    }

    @Test
    void missingOtpIsUnreadable() throws IOException {
        Files.delete(temporary.resolve("otp.bin"));
        assertRefused(Refusal.OTP_UNREADABLE, temporary.resolve("otp.bin") + " is no regular file");
    }

    private void assertRefused(Refusal cause, String detail) {
        assertThat(device.judge(device.slotA)).isEqualTo(new Verdict.Refused(cause, detail));
    }
}
