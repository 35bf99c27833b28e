package stanchion.gateway.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineStartTest {
    private static final String BOOT = "6f1c2d3e-0000-4000-8000-1234567890ab";

    @TempDir private Path folder;

    @Test
    void everyStartOfTheKernelHasAWordOfItsOwn() throws IOException {
        assertThat(word("{\"mode\":\"boot\"}", BOOT + "\n")).hasValue(BOOT);
        assertThat(word("{\"reset_cause\":\"power-on\"}", BOOT)).hasValue(BOOT);
    }

    @Test
    void aResetByTheWatchdogIsNoLossOfPower() throws IOException {
        assertThat(word("{\"reset_cause\":\"Watchdog reset\"}", BOOT)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotKnown() throws IOException {
        assertThat(word("[]", BOOT)).isEmpty();
        assertThat(word("{", BOOT)).isEmpty();
        assertThat(word("{}", "two words")).isEmpty();
        assertThat(MachineStart.of(folder.resolve("none"), folder.resolve("neither"))).isEmpty();
    }

    private Optional<String> word(String statement, String boot) throws IOException {
        return MachineStart.of(
                Files.writeString(folder.resolve("boot.json"), statement),
                Files.writeString(folder.resolve("boot_id"), boot));
    }
}
