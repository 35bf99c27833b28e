package stanchion.gateway.store;

/// A report to be kept until the broker has it.
///
/// @param boot which run of the sender it comes from
/// @param seq its number in that run, ascending
/// @param payload the message as it will be published
public record Entry(Kind kind, long boot, long seq, String payload) {}
