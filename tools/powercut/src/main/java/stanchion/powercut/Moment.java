package stanchion.powercut;

import java.util.Optional;
import stanchion.update.UpdateState;

/// Where in its life a charger is, as far as it can be told from outside.
///
/// ```text
/// MOUNTING ─► STARTING ─► FETCHING ─► SWITCHING ─► STARTING ─► TRYING ─► RESTING   CONFIRMED
///                                                      └► REVERTING ───► RESTING   REVERTED
/// ```
public enum Moment {
    /// The power is back, the file system's journal is replayed.
    MOUNTING,
    /// The verifier judges, notes a try and copies; the updater puts right what it finds.
    STARTING,
    /// Metadata, chunks, and files into the other slot, until the version is staged.
    FETCHING,
    /// From staged to the record that the other slot shall be tried.
    SWITCHING,
    /// The second version runs, up to its confirmation.
    TRYING,
    /// The second version has died: the verifier goes back, the updater cleans up.
    REVERTING,
    /// Nothing but records.
    RESTING;

    /// Where an updater is; nowhere in particular while it only waits.
    static Optional<Moment> of(UpdateState.Phase phase) {
        return switch (phase) {
            case IDLE, CONFIRMED -> Optional.empty();
            case REFRESHING, DOWNLOADING -> Optional.of(FETCHING);
            case STAGED, WAITING, SWITCHING -> Optional.of(SWITCHING);
            case TRYING -> Optional.of(TRYING);
        };
    }
}
