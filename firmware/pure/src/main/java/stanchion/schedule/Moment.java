package stanchion.schedule;

import java.time.Instant;
import java.util.Optional;
import stanchion.units.Uptime;

/// Now, by both clocks.
///
/// @param at the monotonic clock, that never steps and knows no date
/// @param utc the wall clock; empty while it is not set
public record Moment(Uptime at, Optional<Instant> utc) {}
