package stanchion.gateway.store;

/// What the outbox gave up at once for want of room.
///
/// @param meters meter rows
/// @param others sessions and events, only when no meter row was left
public record Dropped(long meters, long others) {}
