package stanchion.image.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Partitions and signatures.
final class DiskTest {
    @TempDir private Path folder;

    @Test
    void partitionTableHoldsWhatItSaysUnderItsOwnDigests() throws Exception {
        Path disk = folder.resolve("disk");
        try (FileChannel to =
                FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            DiskLayout.TABLE.write(to);
        }
        ByteBuffer header = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer entries = ByteBuffer.allocate(128 * 128);
        try (FileChannel from = FileChannel.open(disk)) {
            assertThat(from.size()).isEqualTo(1024L * 1024 * 1024);
            from.read(header, 512);
            from.read(entries, 1024);
        }
        assertThat(new String(header.array(), 0, 8, StandardCharsets.US_ASCII))
                .isEqualTo("EFI PART");
        assertThat(header.getInt(88)).isEqualTo(crc(entries.array(), entries.capacity()));
        int own = header.getInt(16);
        header.putInt(16, 0);
        assertThat(own).isEqualTo(crc(header.array(), 92));
        assertThat(new String(entries.array(), 3 * 128 + 56, 12, StandardCharsets.UTF_16LE))
                .isEqualTo("root-a");
    }

    @Test
    void partitionsThatOverlapAreABug() {
        PartitionTable.Partition one =
                new PartitionTable.Partition("one", PartitionTable.Kind.LINUX, 1, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartitionTable(100, List.of(one, one)));
    }

    @Test
    void commandLineNamesTheTreeItWasMadeFor() throws Exception {
        VerityTree tree = new VerityTree("ab".repeat(32), 26088, "cd".repeat(32));
        assertThat(VerityTree.named("ro quiet " + tree.words() + "\n")).isEqualTo(tree);
        assertThatThrownBy(() -> VerityTree.named("ro quiet")).hasMessageContaining("no root");
    }

    @Test
    void bootRomStartsOnlyWhatItsKeyHasSigned() throws Exception {
        BootKey key = BootKey.ofTest(folder.resolve("key.pem"));
        byte[] volume = {1, 2, 3};
        byte[] signature = key.sign(volume).getBytes(StandardCharsets.US_ASCII);
        assertThat(key.accepts(volume, signature)).isTrue();
        assertThat(key.accepts(new byte[] {1, 2, 2}, signature)).isFalse();
        assertThat(BootKey.ofTest(folder.resolve("other.pem")).accepts(volume, signature))
                .isFalse();
        signature[100] ^= 1;
        assertThat(key.accepts(volume, signature)).isFalse();
    }

    @Test
    void keyThatIsNoneIsRefusedWithHowToMakeOne() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "secret");
        assertThatThrownBy(() -> BootKey.read(file)).hasMessageContaining("openssl genpkey");
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
