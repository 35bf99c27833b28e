package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentOutputsTest {
    @TempDir Path sys;

    private Roots with(String value) throws IOException {
        Path folder = sys.resolve("module/pinctrl_bcm2835/parameters");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("persist_gpio_outputs"), value);
        return new Roots(Path.of("/dev"), sys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Y\n", "1\n", "\n"})
    void kernelThatKeepsADeadProcessesOutputsIsRefused(String value) throws IOException {
        Roots roots = with(value);
        assertThatThrownBy(() -> PersistentOutputs.refuse(roots))
                .hasMessageContaining("persist_gpio_outputs")
                .hasMessageContaining("persist_gpio_outputs=n")
                .hasMessageContaining("dtparam=strict_gpiod");
    }

    @Test
    void kernelThatReleasesThemIsNot() throws IOException {
        Roots roots = with("N\n");
        assertThatCode(() -> PersistentOutputs.refuse(roots)).doesNotThrowAnyException();
        Roots mainline = new Roots(Path.of("/dev"), sys.resolve("nothing"));
        assertThatCode(() -> PersistentOutputs.refuse(mainline)).doesNotThrowAnyException();
    }
}
