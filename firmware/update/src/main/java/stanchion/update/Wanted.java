package stanchion.update;

/// The version that an order names.
///
/// @param targets version of its `targets.json`
/// @param sha256 of its `targets.json`, in hexadecimal
/// @param serial of the order; 0 unless it is for this charger alone
record Wanted(long targets, String sha256, long serial) {}
