package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.hal.MainsBlock;

final class CodeLineTest {
    private static final int FRAMES_EACH = 4;
    private static final double NOT_LOOKED_AT = -1;

    private final CodeLine line = new CodeLine(Wave.IDEAL.frontEnd(1), FRAMES_EACH);
    private final Bundles[] phases = {new Bundles(1)};

    CodeLineTest() {
        line.restart();
        Arrays.fill(phases[0].noise, NOT_LOOKED_AT);
    }

    /// Frames without current, but for one code at `frame`.
    private static MainsBlock jolted(int frames, int frame) {
        int[] codes = new int[2 * frames];
        codes[2 * frame + 1] = 100;
        return new MainsBlock(0, 2, codes);
    }

    @ParameterizedTest
    @CsvSource({"6, 0", "7, 1", "11, 70", "14, 8", "15, 1", "16, 0"})
    void noiseIsLookedForInTheLastNineFramesOfAFourthBundleOnBehalfOfAllFour(
            int frame, double weight) {
        line.append(jolted(20, frame), 0);
        assertThat(line.bundle(phases)).isEqualTo(5);
        double seen = 4 * Math.pow(100 * weight, 2) / 12_870;
        assertThat(Arrays.copyOf(phases[0].noise, 6))
                .containsExactly(0, 0, 0, seen, 0, NOT_LOOKED_AT);
    }

    @Test
    void eachPhaseIsLookedAtInItsOwnCurrent() {
        CodeLine both = new CodeLine(Wave.IDEAL.frontEnd(2), FRAMES_EACH);
        both.restart();
        int[] codes = new int[4 * 20];
        codes[4 * 11 + 1] = 100;
        codes[4 * 11 + 3] = 200;
        both.append(new MainsBlock(0, 4, codes), 0);
        Bundles[] bundles = {new Bundles(1), new Bundles(1)};
        both.bundle(bundles);
        double seen = 4 * Math.pow(100 * 70, 2) / 12_870;
        assertThat(bundles[0].noise[3]).isEqualTo(seen);
        assertThat(bundles[1].noise[3]).isEqualTo(4 * seen);
    }

    @Test
    void fourBundlesAreCountedAcrossBlocks() {
        line.append(jolted(12, 11), 0);
        assertThat(line.bundle(phases)).isEqualTo(3);
        assertThat(phases[0].noise[3]).isEqualTo(NOT_LOOKED_AT);
        line.append(jolted(12, 8), 0);
        assertThat(line.bundle(phases)).isEqualTo(3);
        double seen = 4 * Math.pow(100 * 70, 2) / 12_870;
        assertThat(Arrays.copyOf(phases[0].noise, 4)).containsExactly(seen, 0, 0, NOT_LOOKED_AT);
    }
}
