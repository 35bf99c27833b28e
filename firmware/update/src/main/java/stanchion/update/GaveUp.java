package stanchion.update;

/// A version that is not taken again.
///
/// @param targets version of its `targets.json`
/// @param sha256 of its `targets.json`, in hexadecimal
/// @param serial of the order that brought it; an order with a higher one makes the charger try
///   again
/// @param cause one word
public record GaveUp(long targets, String sha256, long serial, String cause) {}
