package stanchion.fleet.store;

/// How many chargers run a version and are about the same.
///
/// @param channel empty where they have not said
/// @param targets version that runs; 0 where they have not said
public record Census(String channel, String firmware, long targets, String state, long chargers) {}
