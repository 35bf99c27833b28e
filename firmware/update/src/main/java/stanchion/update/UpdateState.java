package stanchion.update;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import stanchion.boot.Slot;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Installed;

/// What an owner, a fleet or a test sees of an update.
///
/// @param slot in which the installed version stands
/// @param offered what shall take its place
/// @param progress of the download, in percent
/// @param waitingFor why a staged version is not switched to yet
/// @param gaveUp the newest last, 16 at most
/// @param refusedChunks since the start
/// @param serial of the last order that was followed to its end
public record UpdateState(
        Phase phase,
        Installed installed,
        Slot slot,
        Optional<Offered> offered,
        OptionalInt progress,
        Optional<Gate> waitingFor,
        List<GaveUp> gaveUp,
        int refusedChunks,
        Optional<LastError> lastError,
        Channel channel,
        long serial) {
    /// Where the update stands; see the states of [Updater].
    public enum Phase {
        IDLE,
        REFRESHING,
        DOWNLOADING,
        STAGED,
        WAITING,
        SWITCHING,
        TRYING,
        CONFIRMED
    }

    /// A version on its way here.
    ///
    /// @param firmware its name, once its manifest is known
    /// @param targets version of its `targets.json`
    /// @param sha256 of its `targets.json`, in hexadecimal
    public record Offered(Optional<String> firmware, long targets, String sha256) {}

    /// Why the last attempt failed.
    ///
    /// @param cause an [UpdateRefusal], or `UNREACHABLE`
    public record LastError(String cause, String detail) {}

    public UpdateState {
        gaveUp = List.copyOf(gaveUp);
    }
}
