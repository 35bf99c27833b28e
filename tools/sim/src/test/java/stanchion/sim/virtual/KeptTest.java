package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.replay.FailedRuns;
import stanchion.replay.JournalFile;
import stanchion.replay.Replay;

/// What a failed run leaves behind.
final class KeptTest {
    @TempDir Path folder;

    @Test
    void failedRunIsNamedByAJournalThatReplays() throws Exception {
        String line = new FailedRuns(folder).kept("a", told -> SessionRun.of(5, 2, _ -> {}, told));
        Path file = folder.toAbsolutePath().resolve("target/journals/a.journal");
        assertThat(line).isEqualTo("journal: ./run replay " + file + " --why, or --page");
        assertThat(Replay.of(JournalFile.read(file), _ -> {})).isInstanceOf(Replay.Identical.class);
    }

    @Test
    void failedAssertionOnASeedSaysWhereItsJournalIs() {
        List<SessionRun> bad = List.of(SessionRun.of(5, 2, _ -> {}));
        assertThatThrownBy(() -> assertThat(bad).as(() -> Kept.sessions(5, bad)).isEmpty())
                .hasMessageContaining("journal: ./run replay ")
                .hasMessageContaining("seed5.session2.journal");
    }

    @Test
    void folderThatCannotBeWrittenIsSaid() throws Exception {
        Files.createFile(folder.resolve("target"));
        assertThat(new FailedRuns(folder).kept("a", _ -> {})).startsWith("no journal: ");
    }
}
