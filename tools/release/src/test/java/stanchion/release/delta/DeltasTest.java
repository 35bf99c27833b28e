package stanchion.release.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.release.CanonicalJar;
import stanchion.release.ReleaseException;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.Delta;

/// Deltas made and applied.
final class DeltasTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void editedFileComesOutOfItsDelta(long seed) throws IOException, ContentException {
        Random random = new Random(seed);
        byte[] old = text(random, random.nextInt(20_000));
        byte[] next = edited(random, old);

        byte[] delta = Deltas.make(old, next);

        assertThat(apply(old, delta, next.length)).isEqualTo(next);
    }

    @Test
    void emptyAndForeignFilesComeOutToo() throws IOException, ContentException {
        byte[] some = text(new Random(1), 5_000);
        byte[] other = new byte[5_000];
        new Random(2).nextBytes(other);

        assertThat(apply(some, Deltas.make(some, new byte[0]), 0)).isEmpty();
        assertThat(apply(new byte[0], Deltas.make(new byte[0], some), 5_000)).isEqualTo(some);
        assertThat(apply(some, Deltas.make(some, other), 5_000)).isEqualTo(other);
        assertThat(apply(some, Deltas.make(some, some), 5_000)).isEqualTo(some);
    }

    @Test
    void sameFilesAlwaysGiveTheSameDelta() {
        Random random = new Random(7);
        byte[] old = text(random, 10_000);
        byte[] next = edited(random, old);

        assertThat(Deltas.make(old, next)).isEqualTo(Deltas.make(old.clone(), next.clone()));
    }

    @Test
    void jarWhoseEntriesMoveCostsNoBytesForItsDirectory()
            throws IOException, ContentException, ReleaseException {
        byte[] old = jar("short");
        byte[] next = jar("a little longer");

        byte[] delta = Deltas.make(old, next);

        assertThat(delta).as("400 entries moved").hasSizeLessThan(60);
        assertThat(apply(old, delta, next.length)).isEqualTo(next);
    }

    private static byte[] jar(String first) throws IOException, ReleaseException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 400; i++) {
                out.putNextEntry(new ZipEntry("entry" + i));
                out.write((i == 0 ? first : "content " + i).getBytes(StandardCharsets.UTF_8));
            }
        }
        return CanonicalJar.of("test.jar", bytes.toByteArray(), List.of());
    }

    private byte[] apply(byte[] old, byte[] delta, int length)
            throws IOException, ContentException {
        Path file = Files.write(folder.resolve("old"), old);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Delta.apply(file, new ByteArrayInputStream(delta), out, length);
        return out.toByteArray();
    }

    private static byte[] text(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + Math.abs((int) (random.nextGaussian() * 4)));
        }
        return bytes;
    }

    private static byte[] edited(Random random, byte[] old) {
        ByteArrayOutputStream next = new ByteArrayOutputStream();
        int at = 0;
        while (at < old.length) {
            int kept = Math.min(random.nextInt(3_000), old.length - at);
            byte[] part = Arrays.copyOfRange(old, at, at + kept);
            for (int i = random.nextInt(5); i > 0 && kept > 0; i--) {
                part[random.nextInt(kept)]++;
            }
            next.writeBytes(part);
            next.writeBytes(text(random, random.nextInt(40)));
            at += kept + random.nextInt(50);
        }
        return next.toByteArray();
    }
}
