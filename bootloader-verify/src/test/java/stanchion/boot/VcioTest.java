package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The call into the kernel, as far as a kernel without a mailbox answers it.
final class VcioTest {
    @TempDir private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "/dev/zero"})
    void deviceThatIsNoMailboxSaysSo(Path device) {
        assertFails(device, device + ": ioctl failed: no mailbox (ENOTTY)");
    }

    @Test
    void fileInPlaceOfTheDeviceIsNoMailbox() throws IOException {
        Path file = Files.writeString(temporary.resolve("vcio"), "");
        assertFails(file, file + ": ioctl failed: no mailbox (ENOTTY)");
    }

    @Test
    void machineWithoutAMailboxSaysSo() {
        Path missing = temporary.resolve("vcio");
        assertFails(missing, missing + ": open failed: no such device");
    }

    @Test
    void failedCallsLeaveNoFileOpen() throws IOException {
        long before = openFiles();
        for (int i = 0; i < 20; i++) {
            assertFails(Path.of("/dev/null"), "/dev/null: ioctl failed: no mailbox (ENOTTY)");
        }
        assertThat(openFiles()).isLessThan(before + 10);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static void assertFails(Path device, String reason) {
        byte[] message = PropertyMessage.request(0x00030021, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> new Vcio(device).exchange(message))
                .isInstanceOf(IOException.class)
                .hasMessage(reason);
    }
}
