package stanchion.update.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/// Files sent whole.
final class FullFileTest {
    private static final byte[] FILE =
            "a charger that charges and charges\n".repeat(20).getBytes(StandardCharsets.UTF_8);

    @Test
    void fileComesOutOfItsDeflatedForm() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(inflate(deflated(FILE), out, FILE.length)).isEmpty();
        assertThat(out.toByteArray()).isEqualTo(FILE);
    }

    @Test
    void bombStopsAtTheSignedLength() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(inflate(deflated(new byte[64 << 20]), out, 1000))
                .contains(ContentFault.TOO_LONG);
        assertThat(out.size()).isLessThanOrEqualTo(1000);
    }

    @Test
    void wrongLengthAndTrailingBytesAreRefused() throws IOException {
        byte[] content = deflated(FILE);
        byte[] longer = Arrays.copyOf(content, content.length + 1);

        assertThat(inflate(content, new ByteArrayOutputStream(), FILE.length + 1))
                .contains(ContentFault.TOO_SHORT);
        assertThat(inflate(longer, new ByteArrayOutputStream(), FILE.length))
                .contains(ContentFault.TRAILING);
        assertThat(inflate(new byte[0], new ByteArrayOutputStream(), 0))
                .contains(ContentFault.CUT_OFF);
    }

    @Test
    void contentCutAtAnyByteOrFlippedInAnyBitNeverGivesTheFile() throws IOException {
        byte[] content = deflated(FILE);

        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            assertThat(inflate(cut, new ByteArrayOutputStream(), FILE.length)).isPresent();
        }
        for (int bit = 0; bit < content.length * Byte.SIZE; bit++) {
            byte[] flipped = content.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            inflate(flipped, out, FILE.length);
            assertThat(out.size()).isLessThanOrEqualTo(FILE.length);
        }
    }

    private static Optional<ContentFault> inflate(
            byte[] content, ByteArrayOutputStream out, long length) throws IOException {
        try {
            FullFile.inflate(new ByteArrayInputStream(content), out, length);
            return Optional.empty();
        } catch (ContentException refused) {
            return Optional.of(refused.fault());
        }
    }

    private static byte[] deflated(byte[] file) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(file);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] step = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(step, 0, deflater.deflate(step));
            }
            return out.toByteArray();
        }
    }
}
