package stanchion.gateway.store;

/// An entry that waits in the outbox.
///
/// @param position its place in the queue, ascending, never used twice
public record Stored(long position, Kind kind, String payload) {}
