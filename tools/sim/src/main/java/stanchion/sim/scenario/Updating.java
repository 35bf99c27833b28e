package stanchion.sim.scenario;

import java.util.Arrays;
import java.util.Optional;

/// What a charger says of its updates.
///
/// @param state what it does about them; empty while it has said nothing
/// @param waitingFor why it does not switch over, while it waits
/// @param firmware the version that runs; empty while nothing was said
/// @param refusedChunks pieces that were not what was signed
/// @param gaveUp how many versions it will not try again
public record Updating(
        Optional<State> state,
        Optional<Gate> waitingFor,
        String firmware,
        long refusedChunks,
        int gaveUp) {
    /// Of a charger that says nothing of updates.
    public static final Updating UNSAID =
            new Updating(Optional.empty(), Optional.empty(), "", 0, 0);

    /// As the charger's update document names them.
    public enum State {
        IDLE,
        REFRESHING,
        DOWNLOADING,
        STAGED,
        WAITING,
        SWITCHING,
        TRYING,
        CONFIRMED
    }

    /// What a switch-over waits for, as the charger's update document names it.
    public enum Gate {
        VEHICLE_CHARGES,
        FAULT,
        OUTSIDE_WINDOW,
        CHARGER_SILENT
    }

    /// Events of the gateway about updates.
    public enum Event {
        UPDATE_STAGED,
        UPDATE_SWITCHING,
        UPDATE_CONFIRMED,
        UPDATE_REVERTED,
        UPDATE_REFUSED,
        UPDATE_CHUNK_REFUSED
    }

    /// Whether an event of that name is about updates.
    static boolean isEvent(String name) {
        return Arrays.stream(Event.values()).map(Event::name).anyMatch(name::equals);
    }
}
