package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SupervisionTest {
    private static final String MANAGER =
            """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1].replace('@', '\\0', 1))
            s.settimeout(20)
            print('bound', flush=True)
            text = ''
            while text != 'STOPPING=1':
                text = s.recv(100).decode()
                print(text, flush=True)
            """;

    @TempDir Path folder;

    private void manages(String address) throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/python3")),
                "needs python3: sudo apt install python3");
        Process manager = new ProcessBuilder("python3", "-c", MANAGER, address).start();
        try (BufferedReader heard = manager.inputReader(StandardCharsets.UTF_8)) {
            assertThat(heard.readLine()).isEqualTo("bound");
            long second = TimeUnit.SECONDS.toNanos(1);
            try (Supervision service =
                    Supervision.of(Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "4000000"))) {
                service.cycled(0);
                service.cycled(second - 1);
                service.cycled(second);
            }
            assertThat(heard.lines())
                    .containsExactly("READY=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1");
        } finally {
            manager.destroy();
        }
    }

    @Test
    void managerHearsThatTheLoopIsReadyAndAliveAndEnds() throws Exception {
        manages(folder.resolve("notify").toString());
    }

    @Test
    void managerMayHaveAnAddressWithoutAFile() throws Exception {
        manages("@stanchion-test-" + ProcessHandle.current().pid());
    }

    @Test
    void withoutAManagerNothingIsTold() throws IOException {
        try (Supervision nobody = Supervision.of(Map.of())) {
            nobody.cycled(0);
        }
    }

    @Test
    void managerThatCannotBeReachedIsNamed() {
        String address = folder.resolve("gone").toString();
        assertThatThrownBy(() -> Supervision.of(Map.of("NOTIFY_SOCKET", address)))
                .isInstanceOf(IOException.class)
                .hasMessage(address + ": is not there (ENOENT)");
    }
}
