package stanchion.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.hal.BoardProfile;
import stanchion.sim.scenario.Scenario;

/// The virtual board as a scenario wants it.
class CommissionedTest {
    private static final Path HOME = Path.of("../..");

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "board open_pen, open-pen = watched",
        "board ccid20, residual-standard = ccid20",
        "board ventilated, ventilation = present",
        "board unbalanced_20a, unbalanced-current = 20 A",
        "supply 16A, supply-current = 16.0 A"
    })
    void openingLineStandsInTheDescription(String line, String entry) throws IOException {
        Path board = Commissioned.board(HOME, scenario(line + "\nplug\n"), folder);
        assertThat(Files.readAllLines(board)).containsOnlyOnce(entry);
        assertThat(profile(board)).isNotEqualTo(profile(HOME.resolve("board/virtual/board.conf")));
    }

    @Test
    void whatABoardIsBuiltLikeIsNotDoneOnceMore() throws IOException {
        Scenario scenario = scenario("board ccid20\nsupply 16A\nplug\n");
        assertThat(Commissioned.atBoard(scenario).lines())
                .extracting(Scenario.Line::text)
                .containsExactly("supply 16A", "plug");
    }

    @Test
    void boardIsNotBuiltAnewUnderAVehicle() throws IOException {
        Scenario scenario = scenario("plug\nboard ccid20\n");
        assertThatThrownBy(() -> BoardGround.requirePossible(scenario))
                .hasMessageContaining("'board ccid20': not on a board");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stall 300ms", "meter 100%", "supply 10A", "update offer 0.2.0"})
    void whatABoardHasNoWireForIsRefusedByItsLine(String line) throws IOException {
        Scenario scenario = scenario("plug\n" + line + "\n");
        assertThatThrownBy(() -> BoardGround.requirePossible(scenario))
                .hasMessageContaining("'" + line + "': not on a board");
    }

    private Scenario scenario(String text) throws IOException {
        return ScenarioFile.readAny(Files.writeString(folder.resolve("a.scenario"), text));
    }

    private static Object profile(Path board) {
        return switch (BoardFile.read(board)) {
            case BoardFile.Described(BoardDescription description) -> {
                BoardProfile so = description.profile();
                yield List.of(
                        so.ventilation(), so.safety(), description.linux().orElseThrow().supply());
            }
            case BoardFile.Refused refused -> throw new AssertionError(refused.message());
        };
    }
}
