package stanchion.fleet.store;

import java.time.Instant;

/// A charger as the fleet knows it.
///
/// @param heard when it said anything last, by the server's clock
/// @param channel empty before it has said one
/// @param state of its update; empty before it has said one
/// @param targets version that runs; 0 before it has said one
/// @param bootTargets version of its last boot report; 0 before there was one
/// @param bootEpoch security epoch of the same
public record DeviceRow(
        String id,
        Instant heard,
        String channel,
        String state,
        String firmware,
        long targets,
        long serial,
        long bootTargets,
        long bootEpoch) {}
