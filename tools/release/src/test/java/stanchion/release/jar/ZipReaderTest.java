package stanchion.release.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.release.ReleaseException;

/// A ZIP that two readers could read differently is not read at all.
final class ZipReaderTest {
    private static final int END = 22;

    @Test
    void storedAndDeflatedFilesAreReadWithAndWithoutDescriptors() throws Exception {
        byte[] zip =
                new Jars()
                        .stored("META-INF/", "")
                        .stored("a", "one")
                        .deflated("b/c.class", "two".repeat(900))
                        .bytes();
        assertThat(ZipReader.read("x.jar", zip)).containsOnlyKeys("a", "b/c.class");
        assertThat(ZipReader.read("x.jar", zip).get("b/c.class")).hasSize(2700);
    }

    @Test
    void noByteOfTheStructureCanChangeUnnoticed() throws Exception {
        byte[] good = new Jars().stored("a", "one").deflated("b", "two".repeat(50)).bytes();
        int tolerated = 0;
        for (int at = 0; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= 0x40;
            try {
                assertThat(ZipReader.read("x.jar", flipped)).hasSize(2);
                tolerated++;
            } catch (ReleaseException refused) {
                assertThat(refused.line()).startsWith("x.jar:");
            }
        }
        // versions, times and attributes, which no reader of classes looks at, and names (both
        // headers must agree, so a change of one is refused)
        assertThat(tolerated).isLessThan(good.length / 3);
    }

    @Test
    void zipThatIsCutAnywhereIsRefused() throws Exception {
        byte[] good = new Jars().stored("a", "one").deflated("b", "two".repeat(50)).bytes();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> ZipReader.read("x.jar", cut))
                    .isInstanceOf(ReleaseException.class);
        }
    }

    @Test
    void bytesBeforeBetweenAndBehindAreRefused() throws Exception {
        byte[] good = new Jars().stored("a", "one").bytes();
        assertRefused(insert(good, 0, 4), "central directory");
        assertRefused(insert(good, good.length, 4), "bytes or a comment follow");
        assertRefused(insert(good, good.length - END, 4), "gap or an overlap");
        byte[] prefixed = insert(good, 0, 4);
        ByteBuffer fix = ByteBuffer.wrap(prefixed).order(ByteOrder.LITTLE_ENDIAN);
        int end = prefixed.length - END;
        int directory = fix.getInt(end + 16) + 4;
        fix.putInt(end + 16, directory).putInt(directory + 42, 4);
        assertRefused(prefixed, "entry a does not begin where the entry before it ends");
    }

    @Test
    void twoEntriesOverTheSameBytesAreRefused() throws Exception {
        byte[] zip = new Jars().stored("a", "one").stored("b", "one").bytes();
        ByteBuffer fix = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int directory = fix.getInt(zip.length - END + 16);
        fix.putInt(directory + 46 + 1 + 42, 0);
        assertRefused(zip, "does not begin where the entry before it ends");
    }

    @Test
    void localHeaderThatSaysAnotherThingThanTheDirectoryIsRefused() throws Exception {
        byte[] good = new Jars().stored("a", "one").bytes();
        for (int at : new int[] {6, 8, 14, 18, 22, 30}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            assertRefused(bad, "entry a is another one in its local header");
        }
    }

    @Test
    void encryptedAndForeignEntriesAreRefused() throws Exception {
        byte[] good = new Jars().stored("a", "one").bytes();
        int directory = good.length - END - 46 - 1;
        assertRefused(put(good, directory + 8, 1), "entry a is encrypted");
        assertRefused(put(good, directory + 9, 0x20), "entry a is encrypted");
        assertRefused(put(good, directory + 10, 12), "neither stored nor deflated");
        assertRefused(put(good, directory + 34, 1), "another disk");
        assertRefused(put(good, directory + 41, 0xa0), "entry a is a symbolic link");
        assertRefused(put(good, good.length - END + 4, 1), "gap or an overlap");
        assertRefused(put(good, good.length - END + 10, 2), "gap or an overlap");
        byte[] many = put(good, good.length - END + 10, 0xff);
        assertRefused(put(many, good.length - END + 11, 0xff), "is a ZIP64 file");
    }

    @ParameterizedTest
    @CsvSource({"1", "28789", "39169"})
    void extraFieldThatGivesAnotherNameOrSizeIsRefused(int id) throws Exception {
        byte[] zip = new Jars().extra("a", "one", id, 5).bytes();
        assertRefused(zip, "entry a has an extra field that gives it another name");
    }

    @Test
    void extraFieldOfTimesIsReadOver() throws Exception {
        assertThat(ZipReader.read("x.jar", new Jars().extra("a", "one", 0x5455, 5).bytes()))
                .containsOnlyKeys("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "a//b",
                "../a",
                "a/../b",
                "a/..",
                "./a",
                "a\\b",
                "C:a",
                "a\u00e9",
                "a\u0000b",
                "meta-inf/x",
                "META-INF/manifest.mf",
                "Meta-Inf/MANIFEST.MF"
            })
    void nameThatIsNoPlainPathIsRefused(String name) throws Exception {
        byte[] zip = new Jars().stored(name, "one").bytes();
        assertThatThrownBy(() -> ZipReader.read("x.jar", zip))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("x.jar: entry ")
                .hasMessageEndingWith("; rename or remove it");
    }

    @Test
    void namesThatMeanOneFileToSomeReaderAreRefused() throws Exception {
        assertRefused(
                new Jars().stored("a", "1").stored("a", "2").bytes(), "entry a is there twice");
        assertRefused(new Jars().stored("a/B", "1").stored("A/b", "2").bytes(), "in case only");
        assertRefused(
                new Jars().stored("a/b", "1").stored("a", "2").bytes(),
                "entry a is a file and a folder");
    }

    @Test
    void deflatedBytesThatGoOnAreRefused() throws Exception {
        byte[] text = "two".repeat(50).getBytes(StandardCharsets.US_ASCII);
        assertRefused(
                new Jars().deflatedWithTail("b", text).bytes(), "more or fewer bytes than it says");
    }

    private static byte[] insert(byte[] bytes, int at, int count) {
        byte[] longer = new byte[bytes.length + count];
        System.arraycopy(bytes, 0, longer, 0, at);
        System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
        return longer;
    }

    private static byte[] put(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void assertRefused(byte[] zip, String message) {
        assertThatThrownBy(() -> ZipReader.read("x.jar", zip))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("x.jar:")
                .hasMessageContaining(message);
    }
}
