package stanchion.update.slot;

/// A version as it stands, or stood, in a slot.
///
/// @param firmware its name, for people
/// @param targets version of its `targets.json`: counts up with every release
/// @param sha256 of its `targets.json`, in hexadecimal
/// @param epoch its security epoch
public record Installed(String firmware, long targets, String sha256, long epoch) {}
