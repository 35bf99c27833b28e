package stanchion.powercut.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import stanchion.powercut.nbd.Medium.Cut;

final class MediumTest {
    private static final int ATOM = 512;
    private static final int ATOMS = 64;

    private final Medium medium = new Medium(new byte[ATOM * ATOMS], ATOM);

    @Test
    void whatWasWrittenIsReadBeforeAndAfterAFlush() {
        byte[] text = filled(3 * ATOM, 7);
        medium.write(100, text); // across atoms, at neither's beginning
        assertThat(medium.read(100, text.length)).isEqualTo(text);
        medium.flush();
        assertThat(medium.read(100, text.length)).isEqualTo(text);
        assertThat(medium.read(0, 100)).containsOnly(0);
    }

    @Test
    void cutKeepsWhatWasFlushedAndAboutHalfOfTheRest() {
        medium.write(0, filled(ATOM * ATOMS, 1));
        medium.flush();
        medium.write(0, filled(ATOM * ATOMS, 2));
        Cut cut = medium.cut(new SplittableRandom(5));
        assertThat(cut.pending()).isEqualTo(ATOMS);
        assertThat(cut.kept()).isBetween(ATOMS / 4, 3 * ATOMS / 4);
        byte[] found = medium.survivor();
        int kept = 0;
        for (int i = 0; i < ATOMS; i++) {
            byte[] atom = Arrays.copyOfRange(found, i * ATOM, (i + 1) * ATOM);
            assertThat(atom).containsOnly(atom[0]); // whole or not at all
            kept += atom[0] == 2 ? 1 : 0;
        }
        assertThat(kept).isEqualTo(cut.kept());
    }

    @Test
    void sameLotsLeaveTheSameSurvivor() {
        Medium other = new Medium(new byte[ATOM * ATOMS], ATOM);
        for (Medium one : new Medium[] {medium, other}) {
            one.write(0, filled(ATOM * ATOMS, 9));
            one.cut(new SplittableRandom(11));
        }
        assertThat(medium.survivor()).isEqualTo(other.survivor());
    }

    @Test
    void rangeThatIsForcedIsSafeAndNothingElse() {
        medium.write(0, filled(ATOM, 1));
        medium.write(ATOM, filled(ATOM, 2));
        medium.write(2 * ATOM, filled(ATOM, 3));
        medium.flush(ATOM, ATOM);
        Cut cut = medium.cut(new SplittableRandom(1));
        assertThat(cut.pending()).isEqualTo(2);
        assertThat(Arrays.copyOfRange(medium.survivor(), ATOM, 2 * ATOM)).containsOnly(2);
    }

    @Test
    void nothingChangesWithoutPower() {
        medium.cut(new SplittableRandom(1));
        medium.write(0, filled(ATOM, 1));
        medium.flush();
        medium.flush(0, ATOM);
        assertThat(medium.survivor()).containsOnly(0);
    }

    @Test
    void outsideIsRefused() {
        assertThatThrownBy(() -> medium.read(ATOM * ATOMS, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> medium.write(-1, new byte[2]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Medium(new byte[ATOM + 1], ATOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
