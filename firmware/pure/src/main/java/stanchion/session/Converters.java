package stanchion.session;

/// Whether the converters of the mains channels can be believed; the worst of them counts.
public enum Converters {
    GOOD,
    /// One stood at its end.
    CLIPPED,
    /// One is stuck, or its input is open.
    FAILED
}
