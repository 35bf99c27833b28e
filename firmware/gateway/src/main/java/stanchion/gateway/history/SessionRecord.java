package stanchion.gateway.history;

import java.time.Instant;
import java.util.Optional;
import stanchion.units.Uptime;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// A charging session, as it is kept.
///
/// @param id in the order they began; never used twice
/// @param number as the charger counts
/// @param imported since the vehicle was connected
/// @param inPeak how much of it in peak hours; with `offPeak` less than `imported` by what flowed
///   while the time was not known
/// @param reason of the end; empty while the session runs
public record SessionRecord(
        long id,
        long number,
        Edge start,
        Edge end,
        WattHours imported,
        WattHours exported,
        Watts peak,
        WattHours inPeak,
        WattHours offPeak,
        String reason) {
    /// A beginning or an end.
    ///
    /// @param machine which start of the machine it was in
    /// @param at the monotonic clock of that start
    /// @param utc empty while it is not known
    public record Edge(String machine, Uptime at, Optional<Instant> utc) {}

    public boolean isRunning() {
        return reason.isEmpty();
    }
}
