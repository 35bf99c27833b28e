package stanchion.release.delta;

/// Bytes of a new file that are much like those somewhere in the old one.
///
/// @param at position in the new file
/// @param from position in the old file
record Stretch(int at, int length, int from) {
    int end() {
        return at + length;
    }
}
