package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shipped process on a machine that is no charger.
class ShippedChargerTest {
    private static final Path BOARDS = Path.of("..", "..", "board");

    @TempDir private Path folder;

    @Test
    void boardWhoseChipIsNotThereIsRefusedWithKeyDeviceAndWayOut() throws Exception {
        Ended ended = run(BOARDS.resolve("virtual/board.conf"));
        assertThat(ended.status).isEqualTo(Charger.WRONG_BOARD);
        assertThat(ended.said)
                .startsWith("charger: ../../board/virtual/board.conf: gpio-chip: ")
                .contains("no GPIO chip is labelled 'virtual-gpio'")
                .contains("load the board's device-tree overlay")
                .hasLineCount(1);
    }

    @Test
    void benchBoardHasNoDriverInAShippedCharger() throws Exception {
        Ended ended = run(BOARDS.resolve("bench/board.conf"));
        assertThat(ended.status).isEqualTo(Charger.WRONG_BOARD);
        assertThat(ended.said).contains("this build has no driver 'terminals'").hasLineCount(1);
    }

    private record Ended(int status, String said) {}

    private Ended run(Path board) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "stanchion.charger.Main",
                                        "--board",
                                        board.toString(),
                                        "--state",
                                        folder.toString(),
                                        "--link",
                                        folder.resolve("link").toString()))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
