package stanchion.gateway.history;

import java.time.Instant;
import java.util.Optional;
import stanchion.units.Uptime;

/// How far the registers have been counted. Every energy is the difference of two marks, so that a
/// report which comes twice, or after one that is later, adds nothing.
///
/// @param machine which start of the machine it was in
/// @param utc empty while it is not known
record Mark(String machine, Uptime at, Optional<Instant> utc, Energies energies) {}
