package stanchion.fleet.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stanchion.update.Channel;

/// What a charger says on `stanchion/v1/<device>/update`.
///
/// @param at when it was so, by the charger's clock
/// @param gaveUp targets versions it will not try again, with the cause
public record UpdateTold(
        String device, Instant at, Doing doing, Installed installed, List<GaveUp> gaveUp) {
    /// What the charger is about.
    ///
    /// @param waitingFor why it may not switch over now
    /// @param offered targets version
    /// @param serial of the last order for this very charger that was obeyed
    public record Doing(
            String state,
            Channel channel,
            Optional<String> waitingFor,
            Optional<Long> offered,
            long serial) {}

    /// What runs.
    ///
    /// @param targets version
    /// @param sha256 of its manifest
    public record Installed(String firmware, long targets, String sha256) {}

    /// A version that will not be tried again.
    public record GaveUp(long targets, String cause) {}

    public UpdateTold {
        gaveUp = List.copyOf(gaveUp);
    }
}
