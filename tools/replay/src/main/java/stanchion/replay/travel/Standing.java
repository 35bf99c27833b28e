package stanchion.replay.travel;

/// Whether a cycle was repeated.
public enum Standing {
    /// Decided again bit for bit.
    REPEATED,
    /// This version decides otherwise.
    DIFFERS,
    /// It lies behind a gap or a difference; what is shown is the recording.
    UNREPEATED
}
