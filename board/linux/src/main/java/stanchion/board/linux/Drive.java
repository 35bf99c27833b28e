package stanchion.board.linux;

import stanchion.hal.linux.Written;

/// What a board drives, each in one write. For one thread.
interface Drive extends AutoCloseable {
    /// The coil of the contactor and the test current. What becomes inactive is written first.
    Written lines(Contact contact);

    /// The pilot's square wave, or a steady level at its ends.
    ///
    /// @param highNanos how long the pilot is at +12 V in each period, 0…period
    Written pilot(long highNanos);

    /// The other level on the keep-alive line.
    Written toggleKeepAlive();

    /// Starts the watchdog's count anew.
    Written feedWatchdog();

    /// Ends the watchdog's supervision: the outputs are safe, nobody needs to reset anything.
    void standDown();

    /// Gives everything back. A watchdog that was not stood down goes on counting.
    @Override
    void close();

    /// The levels of the driven lines.
    ///
    /// @param closed whether the contactor's coils are driven
    /// @param testing whether the test current flows
    record Contact(boolean closed, boolean testing) {}
}
