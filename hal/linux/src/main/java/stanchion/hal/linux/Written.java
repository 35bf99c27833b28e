package stanchion.hal.linux;

/// What came of writing in the cycle, where nothing is thrown.
public enum Written {
    DONE,
    /// The kernel refused; what the hardware shows is not known.
    FAILED
}
