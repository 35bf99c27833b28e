package stanchion.release.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.update.delta.ChunkList;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.ContentFault;
import stanchion.update.delta.Delta;

/// Deltas that are not what they should be: refused by name, or another file; never a byte more
/// than the signed length, never without end.
@Timeout(60)
final class HostileDeltaTest {
    private static final byte[] OLD =
            "steel may close on mains voltage, and it lives fifteen years\n"
                    .repeat(30)
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW =
            new String(OLD, StandardCharsets.UTF_8)
                    .replaceFirst("fifteen", "sixteen or more")
                    .replaceFirst("mains", "low")
                    .concat("in a stranger's driveway\n")
                    .getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;
    private Path old = Path.of("old");
    private byte[] delta = {};

    @BeforeEach
    void makeADelta() throws IOException {
        old = Files.write(folder.resolve("old"), OLD);
        delta = Deltas.make(OLD, NEW);
    }

    @Test
    void deltaCutAtAnyByteNeverGivesTheFile() throws IOException {
        for (int length = 0; length < delta.length; length++) {
            byte[] cut = Arrays.copyOf(delta, length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Optional<ContentFault> fault = apply(cut, out, NEW.length);
            assertThat(fault.isPresent() || !Arrays.equals(out.toByteArray(), NEW)).isTrue();
            assertThat(out.size()).isLessThanOrEqualTo(NEW.length);
        }
    }

    @Test
    void deltaWithAnyByteFlippedNeverGivesTheFile() throws IOException {
        for (int at = 0; at < delta.length; at++) {
            byte[] flipped = delta.clone();
            flipped[at] ^= (byte) 0xff;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Optional<ContentFault> fault = apply(flipped, out, NEW.length);
            assertThat(fault.isPresent() || !Arrays.equals(out.toByteArray(), NEW)).isTrue();
            assertThat(out.size()).isLessThanOrEqualTo(NEW.length);
        }
    }

    @Test
    void noiseNeverWritesMoreThanTheSignedLength() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            byte[] noise = new byte[300];
            new Random(seed).nextBytes(noise);
            noise[0] = Delta.VERSION;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            apply(noise, out, 5_000);
            assertThat(out.size()).isLessThanOrEqualTo(5_000);
        }
    }

    @Test
    void anotherVersionAnotherLengthAndTrailingBytesAreNamed() throws IOException {
        byte[] newer = delta.clone();
        newer[0]++;
        byte[] longer = Arrays.copyOf(delta, delta.length + 5);

        assertThat(apply(newer, NEW.length)).contains(ContentFault.FORMAT);
        assertThat(apply(new byte[0], NEW.length)).contains(ContentFault.FORMAT);
        assertThat(apply(longer, NEW.length)).contains(ContentFault.TRAILING);
        assertThat(apply(delta, ChunkList.LONGEST_FILE + 1)).contains(ContentFault.TOO_LONG);
        assertThat(apply(delta, -1)).contains(ContentFault.TOO_LONG);
        assertThat(apply(delta, NEW.length - 1)).isPresent();
    }

    @Test
    void foreignOldFileGivesAnotherFileOrARefusal() throws IOException {
        byte[] foreign = OLD.clone();
        foreign[700]++;
        Files.write(old, foreign);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Optional<ContentFault> fault = apply(delta, out, NEW.length);

        assertThat(fault.isPresent() || !Arrays.equals(out.toByteArray(), NEW)).isTrue();
        Files.write(old, new byte[0]);
        assertThat(apply(delta, NEW.length)).contains(ContentFault.CORRUPT);
    }

    @Test
    void missingOldFileIsAnInputOutputErrorNotARefusal() throws IOException {
        Files.delete(old);

        assertThatThrownBy(() -> apply(delta, NEW.length)).isInstanceOf(IOException.class);
    }

    private Optional<ContentFault> apply(byte[] bytes, long length) throws IOException {
        return apply(bytes, OutputStream.nullOutputStream(), length);
    }

    private Optional<ContentFault> apply(byte[] bytes, OutputStream out, long length)
            throws IOException {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            Delta.apply(old, in, out, length);
            return Optional.empty();
        } catch (ContentException refused) {
            return Optional.of(refused.fault());
        }
    }
}
