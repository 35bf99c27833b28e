package stanchion.board.linux;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.hal.linux.Roots;

/// What a board says that is not there.
class AssemblyTest {
    @TempDir private Path folder;

    @Test
    void chipThatIsNotThereIsNamedWithItsKeyAndTheWayOut() throws IOException {
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gpio-chip: no GPIO chip is labelled 'virtual-gpio'")
                .hasMessageEndingWith(
                        "; correct the description, or load the board's device-tree overlay");
    }

    @Test
    void kernelThatKeepsOutputsAfterACrashIsRefused() throws IOException {
        Path parameters = folder.resolve("module/pinctrl_bcm2835/parameters");
        Files.createDirectories(parameters);
        Files.writeString(parameters.resolve("persist_gpio_outputs"), "Y\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("persist_gpio_outputs is Y")
                .hasMessageContaining("persist_gpio_outputs=n");
    }

    private LinuxBoard open() throws IOException {
        BoardFile.Result result = BoardFile.read(Path.of("..", "virtual", "board.conf"));
        BoardDescription description = ((BoardFile.Described) result).description();
        return LinuxBoard.open(
                new Roots(folder, folder),
                description.profile(),
                description.linux().orElseThrow());
    }
}
