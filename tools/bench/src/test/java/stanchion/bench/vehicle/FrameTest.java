package stanchion.bench.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FrameTest {
    @Test
    void frameIsReadBackAndAnyAlteredCharacterIsNot() {
        String line = new Frame(7, "PLUG 32A").line();
        assertThat(Frame.read(line)).contains(new Frame(7, "PLUG 32A"));
        for (int i = 0; i < line.length(); i++) {
            char other = line.charAt(i) == 'A' ? 'B' : 'A';
            String altered = line.substring(0, i) + other + line.substring(i + 1);
            assertThat(Frame.read(altered)).as(altered).isEmpty();
            assertThat(Frame.read(line.substring(0, i))).isEmpty();
        }
    }

    @Test
    void whatATornLineLeftBeforeTheFrameIsSkipped() {
        String line = new Frame(65_535, "OK CPHI=8.95V").line();
        assertThat(Frame.read("@3 OK CPH" + line)).contains(new Frame(65_535, "OK CPHI=8.95V"));
    }

    @Test
    void numberBeyondTheLastIsNoFrame() {
        assertThat(Frame.read(new Frame(65_536, "OK").line())).isEmpty();
    }
}
