package stanchion.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;

/// Boards are data: a copy with other pins is another board.
class BoardsTest {
    private static final Path SHIPPED = Path.of("..", "..", "board");
    private static final String REFERENCE = "cm4-reference";

    @TempDir private Path boards;

    @BeforeEach
    void referenceIsThere() throws IOException {
        Files.createDirectory(boards.resolve(REFERENCE));
        for (String file : List.of("board.conf", "boot.conf", "overlay.dts")) {
            Files.copy(
                    SHIPPED.resolve(REFERENCE).resolve(file),
                    boards.resolve(REFERENCE).resolve(file));
        }
    }

    @Test
    void thirdBoardIsACopyWithOtherPins() throws Exception {
        assertThat(Boards.begin(boards, "garage-16a", REFERENCE)).hasSize(3);
        Path file = boards.resolve("garage-16a").resolve("board.conf");
        edit(
                file,
                text ->
                        text.replaceAll("(rated-current +=) 32 A", "$1 16 A")
                                .replaceAll("(contactor-1 +=) GPIO17", "$1 GPIO14")
                                .replaceAll("(pilot-rate +=) 28000 Hz", "$1 27000 Hz")
                                .replaceAll("(l[123]-burden +=) 33 Ohm", "$1 62 Ohm"));
        assertThat(Boards.check(file))
                .contains("board.conf: good", "hardware stanchion-garage-16a", "-48.39 … 48.39 A");
        BoardDescription third = ((BoardFile.Described) BoardFile.read(file)).description();
        assertThat(third.profile().name()).isEqualTo("garage-16a");
        assertThat(third.linux().orElseThrow().outputs().contactor().getFirst().name())
                .isEqualTo("GPIO14");
        assertThat(Boards.text(file)).contains("GPIO14", "27000 Hz");
    }

    @Test
    void newBoardNeedsANameOfItsOwnAndASource() {
        refused("new Board", REFERENCE, "'new Board' is no name of a board");
        refused("../etc", REFERENCE, "'../etc' is no name of a board");
        refused(REFERENCE, REFERENCE, "exists already; take another name");
        refused("garage", "nowhere", "nowhere holds no board.conf");
        assertThat(boards.resolve("garage")).doesNotExist();
    }

    @Test
    void unsafeBoardIsRefusedWithFileLineAndReason() throws IOException {
        Path file = boards.resolve(REFERENCE).resolve("board.conf");
        edit(file, text -> text.replaceAll("(contactor-1 +=) GPIO17", "$1 GPIO2"));
        assertThatThrownBy(() -> Boards.check(file))
                .isInstanceOf(BoardTrouble.class)
                .hasMessageMatching(
                        ".*/board.conf:[0-9]+: contactor-1: GPIO2 is an output and must rest low"
                                + " at reset: GPIO9…27 do");
    }

    @Test
    void productionBoardWithItsOtpInAFileIsRefused() throws IOException {
        edit(
                boards.resolve(REFERENCE).resolve("boot.conf"),
                text -> text.replaceAll("(?m)^(otp +=).*", "$1 file otp.bin"));
        assertThatThrownBy(() -> Boards.check(boards.resolve(REFERENCE).resolve("board.conf")))
                .isInstanceOf(BoardTrouble.class)
                .hasMessageMatching(".*/boot.conf:[0-9]+: otp = file otp.bin");
    }

    @Test
    void boardOfASimulatorHasNoWires() {
        assertThatThrownBy(() -> Boards.page(SHIPPED.resolve("bench/board.conf")))
                .isInstanceOf(BoardTrouble.class)
                .hasMessageContaining("the driver 'terminals' has no wires to show");
    }

    @Test
    void committedWiringPageIsWhatItsDescriptionSays() throws Exception {
        Path folder = SHIPPED.resolve(REFERENCE);
        assertThat(folder.resolve("wiring.html"))
                .as("./run board show board/cm4-reference/board.conf --html …/wiring.html")
                .hasContent(Boards.page(folder.resolve("board.conf")));
    }

    @Test
    void pageNeedsNothingBesideItselfAndKnowsTheDark() throws Exception {
        String page = Boards.page(SHIPPED.resolve("virtual/board.conf"));
        assertThat(page)
                .contains("prefers-color-scheme: dark", "<svg", "virtual-mains", "GPIO17")
                .doesNotContain("http:", "https:", "src=", "<script", "url(");
    }

    @Test
    void remarkOfADescriptionCannotBecomeMarkup() throws Exception {
        Path file = boards.resolve(REFERENCE).resolve("board.conf");
        edit(file, text -> text.replace("6 mA DC", "<script>alert('x')</script>"));
        assertThat(Boards.page(file)).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    private void refused(String name, String from, String reason) {
        assertThatThrownBy(() -> Boards.begin(boards, name, from))
                .isInstanceOf(BoardTrouble.class)
                .hasMessageContaining(reason);
    }

    private static void edit(Path file, UnaryOperator<String> change) throws IOException {
        String before = Files.readString(file);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }
}
