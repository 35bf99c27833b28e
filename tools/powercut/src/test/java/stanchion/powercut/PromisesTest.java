package stanchion.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.ReleaseException;

/// A life on this computer's own file system, as it is lived in the virtual machine.
final class PromisesTest {
    @TempDir private Path top;

    @Test
    void lifeOnARealFolderTellsItsPromisesAndComesToItsEnd() throws Exception {
        World made = World.sign(new World.Making(1, System.getProperty("java.runtime.version"), 3));
        made.write(
                "world",
                (name, content) -> {
                    Path file = top.resolve(name);
                    Files.createDirectories(file.resolveSibling(""));
                    Files.write(file, content);
                });
        World world = World.read(top.resolve("world"));
        world.provision(top.resolve(World.FOLDER));
        Ground ground = new OrdinaryGround(top, top.resolve("run"));
        List<String> told = new ArrayList<>();
        Life.live(world, Story.CONFIRMED, ground, Promises.of("order 0", told::add));
        assertThat(told)
                .containsSubsequence(
                        "at STARTING",
                        "boots 1.0.0",
                        "at FETCHING",
                        "at SWITCHING",
                        "at STARTING",
                        "boots 2.0.0",
                        "at TRYING")
                .contains("promise tries 1 power 1 order 0")
                .contains("promise confirmed tries 1 power 1 order 0");
        Life.live(world, Story.CONFIRMED, ground, Promises.of("confirmed order 0", told::add));
    }

    @Test
    void promisesAreReadAsTheyAreSaid() throws ReleaseException {
        for (String text :
                List.of(
                        "order 0",
                        "tries 2 power 3 order 4",
                        "confirmed reverted tries 1 power 2 order 11")) {
            assertThat(Promises.of(text, line -> {})).hasToString(text);
        }
    }
}
