package stanchion.image.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read out of what a machine says and sends.
final class SightTest {
    @TempDir private Path folder;

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
}
