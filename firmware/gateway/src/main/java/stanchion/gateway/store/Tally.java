package stanchion.gateway.store;

/// What the outbox holds and what it had to give up.
///
/// @param rows waiting
/// @param bytes of their payloads
/// @param dropped rows given up for want of room, over the life of the database
public record Tally(long rows, long bytes, long dropped) {}
