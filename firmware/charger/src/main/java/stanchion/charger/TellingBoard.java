package stanchion.charger;

import stanchion.hal.Board;
import stanchion.hal.BoardAround;
import stanchion.hal.linux.Supervision;

/// A board whose keep-alive the service manager hears too: only a cycle that met its deadline feeds
/// either.
record TellingBoard(Board board, Supervision manager) implements BoardAround {
    @Override
    public void keepAlive() {
        board.keepAlive();
        manager.cycled(System.nanoTime());
    }

    @Override
    public void close() {
        board.close();
        manager.close();
    }
}
