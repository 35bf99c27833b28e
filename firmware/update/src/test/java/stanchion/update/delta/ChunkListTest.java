package stanchion.update.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Lists of chunks, whole, cut and foreign.
final class ChunkListTest {
    private static final int LENGTH = 2 * ChunkList.SIZE + 5;

    @Test
    void listComesBackAsItTravelled() throws ContentException {
        ChunkList list = ChunkList.ofContent(content());

        assertThat(list.bytes()).hasSize(3 * 32);
        assertThat(ChunkList.of(list.bytes(), LENGTH)).isEqualTo(list);
    }

    @Test
    void chunkIsKnownByItsPlaceAndItsBytes() {
        byte[] content = content();
        ChunkList list = ChunkList.ofContent(content);
        byte[] last = Arrays.copyOfRange(content, 2 * ChunkList.SIZE, LENGTH);

        assertThat(ChunkList.sizeOf(LENGTH, 2)).isEqualTo(5);
        assertThat(list.check(2, last)).isTrue();
        assertThat(list.check(1, last)).isFalse();
        assertThat(list.check(3, last)).isFalse();
        assertThat(list.check(-1, last)).isFalse();
        last[0]++;
        assertThat(list.check(2, last)).isFalse();
    }

    @Test
    void listOfAnotherLengthIsRefused() {
        byte[] bytes = ChunkList.ofContent(content()).bytes();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ChunkList.of(cut, LENGTH))
                    .isInstanceOfSatisfying(
                            ContentException.class,
                            refused -> assertThat(refused.fault()).isEqualTo(ContentFault.CORRUPT));
        }
        assertThatThrownBy(() -> ChunkList.of(Arrays.copyOf(bytes, 4 * 32), LENGTH))
                .isInstanceOf(ContentException.class);
    }

    @Test
    void fileBeyondTheLimitHasNoList() {
        assertThatThrownBy(() -> ChunkList.of(new byte[32], ChunkList.LONGEST_FILE + 1))
                .hasMessageContaining("TOO_LONG");
        assertThatThrownBy(() -> ChunkList.of(new byte[32], -1)).hasMessageContaining("TOO_LONG");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChunkList.count(ChunkList.LONGEST_FILE + 1));
        assertThat(ChunkList.count(ChunkList.LONGEST_FILE)).isEqualTo(ChunkList.MOST);
    }

    @Test
    void emptyFileHasOneEmptyChunk() {
        assertThat(ChunkList.ofContent(new byte[0]).check(0, new byte[0])).isTrue();
        assertThat(ChunkList.sizeOf(0, 0)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> ChunkList.sizeOf(0, 1));
    }

    private static byte[] content() {
        byte[] content = new byte[LENGTH];
        new Random(1).nextBytes(content);
        return content;
    }
}
