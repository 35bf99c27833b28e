package stanchion.fleet.store;

import java.time.Instant;

/// What was done, and by whom.
///
/// @param who a person's name at the command line, or the controller's
public record AuditEntry(Instant at, String who, String what) {}
