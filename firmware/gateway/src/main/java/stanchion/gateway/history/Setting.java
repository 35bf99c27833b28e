package stanchion.gateway.history;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import stanchion.units.Uptime;

/// Where a history is written.
///
/// @param machine which start of the machine this is: all moments of uptime are of it
/// @param utc when a moment of this start was; empty while that is not known
public record Setting(String machine, Function<Uptime, Optional<Instant>> utc, Tariff tariff) {}
