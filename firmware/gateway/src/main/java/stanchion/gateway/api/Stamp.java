package stanchion.gateway.api;

import java.time.Instant;

/// What names a report for ever, and when it was so.
///
/// @param at by the wall clock of the gateway
/// @param boot which run of its sender it comes from
/// @param seq its number in that run
public record Stamp(Instant at, long boot, long seq) {}
