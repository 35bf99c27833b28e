package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The counter of a bench charger goes up, and is never without a number.
final class CounterFileWriterTest {
    @TempDir private Path folder;
    private Path file;
    private CounterWriter writer = epoch -> epoch;

    @BeforeEach
    void make() throws IOException {
        file = Files.writeString(folder.resolve("counter"), "7\n");
        writer = new CounterFileWriter(file);
    }

    @Test
    void goesUpAndNeverDown() throws IOException {
        assertThat(writer.raise(9)).isEqualTo(9);
        assertThat(file).hasContent("9\n");
        assertThat(writer.raise(8)).isEqualTo(9);
        assertThat(file).hasContent("9\n");
    }

    @Test
    void slipOfANumberIsRefused() throws IOException {
        assertThatThrownBy(() -> writer.raise(7 + CounterWriter.MOST + 1))
                .isInstanceOf(IOException.class)
                .hasMessage("the counter is at 7, not raised to 1008");
        assertThat(writer.raise(7 + CounterWriter.MOST)).isEqualTo(1007);
    }

    @Test
    void whatAPowerCutLeftIsInNobodysWay() throws IOException {
        Files.writeString(folder.resolve("counter.next"), "9");
        assertThat(writer.raise(8)).isEqualTo(8);
        assertThat(folder.resolve("counter.next")).doesNotExist();
    }

    @Test
    void counterThatCannotBeReadIsNotRaised() throws IOException {
        Files.writeString(file, "seven\n");
        assertThatThrownBy(() -> writer.raise(8)).isInstanceOf(IOException.class);
    }
}
