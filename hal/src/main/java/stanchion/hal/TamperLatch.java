package stanchion.hal;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Remembers that the housing was opened, fed by a battery, so also while the board has no power.
///
/// It is read once, before anything is switched, and armed again once its owner's word is written
/// down. Neither is ever called by the thread that switches.
public interface TamperLatch {
    /// What it holds.
    Held held();

    /// Forgets what it holds and watches again.
    ///
    /// @throws IOException when it cannot be told
    void rearm() throws IOException;

    /// What a latch holds.
    sealed interface Held {
        /// Nobody was at the housing since it was armed.
        record Armed() implements Held {}

        /// Somebody was, or the latch cannot be read, which is no better.
        ///
        /// @param at by the latch's own clock; empty where it does not know
        record Tripped(Optional<Instant> at) implements Held {}
    }
}
