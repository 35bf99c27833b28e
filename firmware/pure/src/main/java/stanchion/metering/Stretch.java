package stanchion.metering;

/// Neighbouring bundles that count for a slice.
///
/// @param shares how much of each bundle belongs to the slice, 0…1
/// @param from the first
/// @param to one past the last
/// @param origin the first one's number since the common origin of neighbouring slices
@SuppressWarnings("ArrayRecordComponent") // weights handed on within one call; compared nowhere
record Stretch(double[] shares, int from, int to, double origin, Oscillator oscillator) {}
