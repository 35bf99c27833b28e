package stanchion.update.delta;

/// Why downloaded content cannot be what it should be. Whoever asks again gets the same answer: the
/// way out is other content, in the end the full file.
public enum ContentFault {
    /// Not the format, or a newer version of it.
    FORMAT,
    /// Ends before everything was said.
    CUT_OFF,
    /// Goes on after everything was said.
    TRAILING,
    /// Says something impossible.
    CORRUPT,
    /// Yields fewer bytes than the signed length.
    TOO_SHORT,
    /// Would yield more bytes than the signed length.
    TOO_LONG
}
