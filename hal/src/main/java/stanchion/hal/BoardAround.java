package stanchion.hal;

import java.util.Optional;

/// A board that is another one and something beside it: what it does not do itself, the other does.
public interface BoardAround extends Board {
    /// The board within.
    Board board();

    @Override
    default BoardProfile profile() {
        return board().profile();
    }

    @Override
    default Samples sample() {
        return board().sample();
    }

    @Override
    default void apply(Commands commands) {
        board().apply(commands);
    }

    @Override
    default void settle() {
        board().settle();
    }

    @Override
    default void keepAlive() {
        board().keepAlive();
    }

    @Override
    default Optional<SerialMeter> meter() {
        return board().meter();
    }

    @Override
    default Optional<TamperLatch> tamperLatch() {
        return board().tamperLatch();
    }

    @Override
    default void close() {
        board().close();
    }
}
