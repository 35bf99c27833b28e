package stanchion.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a bench of real processes cannot carry out is refused before it starts.
final class ScenarioFileTest {
    @TempDir private Path folder;

    @Test
    void scenarioThatNeedsVirtualTimeIsRefusedWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("a.scenario"), "plug\nstall 300ms\n");
        assertThatThrownBy(() -> ScenarioFile.read(file))
                .isInstanceOf(BenchTrouble.class)
                .hasMessage(
                        file
                                + ":2: 'stall 300ms' needs virtual time; run ./run simulate --scenario "
                                + file);
    }

    @Test
    void scenarioOfRealTimeIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("b.scenario"), "plug\nstop pressed\n");
        assertThat(ScenarioFile.read(file).lines()).hasSize(2);
    }
}
