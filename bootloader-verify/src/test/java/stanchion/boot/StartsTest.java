package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Counting starts helps where it can, and stands in no start's way.
final class StartsTest {
    @TempDir private Path state;
    private Path file;
    private Starts starts;

    @BeforeEach
    void name() {
        file = state.resolve("starts");
        starts = new Starts(state);
    }

    @Test
    void everyStartIsOneByteMore() throws IOException {
        assertThat(starts.count()).isZero();
        for (int i = 1; i <= 7; i++) {
            starts.add();
            assertThat(starts.count()).isEqualTo(i);
            assertThat(file).hasSize(i);
        }
        starts.clear();
        assertThat(starts.count()).isZero();
        starts.clear();
    }

    @Test
    void fileThatIsTooLongBeginsAnew() throws IOException {
        Files.write(file, new byte[Starts.LARGEST - 1]);
        assertThat(starts.count()).isEqualTo(Starts.LARGEST - 1);
        starts.add();
        assertThat(starts.count()).isZero();
        starts.add();
        assertThat(starts.count()).isEqualTo(1);
    }

    @Test
    void linkIsNeitherCountedNorFollowed() throws IOException {
        Path elsewhere = Files.write(state.resolve("elsewhere"), new byte[9]);
        Files.createSymbolicLink(file, elsewhere);
        assertThat(starts.count()).isZero();
        starts.add();
        assertThat(elsewhere).hasSize(9);
    }

    @Test
    void fileWithASecondNameIsLeftAlone() throws IOException {
        Path elsewhere = Files.write(state.resolve("elsewhere"), new byte[9]);
        Files.createLink(file, elsewhere);
        assertThat(starts.count()).isZero();
        starts.add();
        assertThat(elsewhere).hasSize(9);
    }

    @Test
    void folderInItsPlaceStopsNothing() throws IOException {
        Files.createDirectory(file);
        assertThat(starts.count()).isZero();
        starts.add();
        assertThat(file).isDirectory();
    }

    @Test
    void missingStateFolderStopsNothing() {
        Starts nowhere = new Starts(state.resolve("missing"));
        nowhere.add();
        assertThat(nowhere.count()).isZero();
    }
}
