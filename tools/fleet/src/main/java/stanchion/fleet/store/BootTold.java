package stanchion.fleet.store;

import java.time.Instant;

/// What a genuine boot report says, as far as the fleet keeps it.
///
/// @param at when it was signed, by the charger's clock
/// @param targets version that booted; 0 when none did
/// @param sane whether it is what this charger must report
public record BootTold(
        String device, Instant at, long targets, long epoch, String verifier, boolean sane) {}
