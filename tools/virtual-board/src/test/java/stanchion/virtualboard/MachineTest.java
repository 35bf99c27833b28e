package stanchion.virtualboard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class MachineTest {
    private static final Path LOG = Path.of("unused.log");

    @Test
    void aProjectWhereTheBoardHasNothingIsRefusedByThatFolder(
            @TempDir(factory = InTmp.class) Path home) throws Exception {
        Path sources = home.resolve("tools/virtual-board");
        Files.createDirectories(sources.resolve("modules"));
        Files.createDirectories(sources.resolve("kernel"));
        for (String file : new String[] {"board.config", "kernel.sh", "board-init.c"}) {
            Files.writeString(sources.resolve("kernel").resolve(file), "");
        }
        Recipe recipe = Recipe.of(home);

        assertThatThrownBy(() -> Machine.boot(recipe, Machine.Manner.USUAL, LOG, _ -> {}))
                .isInstanceOf(BoardTrouble.class)
                .hasMessageStartingWith("/tmp is empty on the virtual board");
    }

    /// Whatever the machine's usual folder is.
    private static final class InTmp implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws Exception {
            return Files.createTempDirectory(Path.of("/tmp"), "home");
        }
    }
}
