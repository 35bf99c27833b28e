package stanchion.charger;

import java.util.Optional;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.hal.SerialMeter;
import stanchion.hal.TamperLatch;
import stanchion.hal.linux.Supervision;

/// A board whose keep-alive the service manager hears too: only a cycle that met its deadline feeds
/// either.
record TellingBoard(Board board, Supervision manager) implements Board {
    @Override
    public BoardProfile profile() {
        return board.profile();
    }

    @Override
    public Samples sample() {
        return board.sample();
    }

    @Override
    public void apply(Commands commands) {
        board.apply(commands);
    }

    @Override
    public void settle() {
        board.settle();
    }

    @Override
    public void keepAlive() {
        board.keepAlive();
        manager.cycled(System.nanoTime());
    }

    @Override
    public Optional<SerialMeter> meter() {
        return board.meter();
    }

    @Override
    public Optional<TamperLatch> tamperLatch() {
        return board.tamperLatch();
    }

    @Override
    public void close() {
        board.close();
        manager.close();
    }
}
