package stanchion.charger;

import java.nio.file.Path;
import stanchion.board.BoardFile;
import stanchion.hal.BoardProfile;

/// Boards to run in tests.
final class Boards {
    private Boards() {}

    static BoardProfile bench() {
        return switch (BoardFile.read(Path.of("..", "..", "board", "bench", "board.conf"))) {
            case BoardFile.Described(var description) -> description.profile();
            case BoardFile.Refused refused -> throw new AssertionError(refused.message());
        };
    }
}
