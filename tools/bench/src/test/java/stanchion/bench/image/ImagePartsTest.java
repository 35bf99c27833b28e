package stanchion.bench.image;

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
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of an image that can be judged without making one.
final class ImagePartsTest {
    private static final Path HOME =
            Path.of(System.getProperty("stanchion.home", "../..")).toAbsolutePath().normalize();
    private static final String GOOD_LINE =
            "dash 0.5 97856 " + "ab".repeat(32) + " debian/pool/main/d/dash/dash_0.5_amd64.deb";

    @TempDir private Path folder;

    @Test
    void everyBoardHasARecipeAndItsPackagesAreLocked() throws Exception {
        for (String board : List.of("virtual", "qemu-arm64", "cm4-reference")) {
            Recipe recipe = Recipe.read(HOME, board);
            assertThat(PackageLock.read(recipe.lock()).packages())
                    .as(board)
                    .extracting(PackageLock.Locked::name)
                    .contains("openjdk-25-jre-headless", "systemd", "nftables");
        }
    }

    @Test
    void unknownBoardIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Recipe.read(HOME, "../bench"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("cm4-reference, qemu-arm64, virtual");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dash 0.5 1 abc debian/pool/dash.deb",
                "dash 0.5 1 SUM http://elsewhere/dash.deb",
                "dash 0.5 1 SUM debian/pool/../../dash.deb",
                "dash; 0.5 1 SUM debian/pool/dash.deb"
            })
    void lockedPackageIsAlwaysNamedByDigestOnAMirror(String line) throws Exception {
        Path lock = folder.resolve("lock");
        Files.writeString(lock, GOOD_LINE + "\n" + line.replace("SUM", "ab".repeat(32)) + "\n");
        assertThatThrownBy(() -> PackageLock.read(lock)).hasMessageContaining("lock:2:");
        Files.writeString(lock, GOOD_LINE + "\n");
        assertThat(PackageLock.read(lock).packages()).hasSize(1);
    }

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

    @Test
    void captureTellsWhatWasSentAndNotWhatCameBack() throws Exception {
        String header = "d4c3b2a1020004000000000000000000000001000100000000000000".substring(0, 48);
        String own = "525400123456";
        String arp = frame("ffffffffffff" + own + "0806" + "00".repeat(28));
        String broker = frame(tcp("525500000001" + own, "0a000202", "22b3"));
        String elsewhere = frame(tcp("525500000001" + own, "08080808", "01bb"));
        String back = frame(tcp(own + "525500000001", "0a00020f", "01bb"));
        Path file = folder.resolve("packets");
        Files.write(
                file, HexFormat.of().parseHex(header + arp + broker + broker + elsewhere + back));
        PacketCapture capture = PacketCapture.read(file);
        assertThat(capture.sent())
                .containsEntry("arp", 1)
                .containsEntry("tcp 10.0.2.2:8883", 2)
                .containsEntry("tcp 8.8.8.8:443", 1)
                .hasSize(3);
        assertThat(capture.unexpected("10.0.2.2:8883")).containsOnlyKeys("tcp 8.8.8.8:443");
    }

    @Test
    void answersAreReadBySectionAndUnit() {
        Answers answers =
                new Answers(
                        "== listening\n== security\n→ Overall exposure level for"
                                + " stanchion-charger.service: 1.5 OK\n== end\n");
        assertThat(answers.section("listening")).isEmpty();
        assertThat(answers.exposure("stanchion-charger")).isEqualTo(1.5);
        assertThat(answers.exposure("stanchion-gateway")).isEqualTo(10);
    }

    private static String tcp(String macs, String to, String port) {
        return macs
                + "0800"
                + "45000028000040004006"
                + "0000"
                + "0a00020f"
                + to
                + "9c40"
                + port
                + "00".repeat(16);
    }

    private static String frame(String bytes) {
        String length = "%02x000000".formatted(bytes.length() / 2);
        return "0000000000000000" + length + length + bytes;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
