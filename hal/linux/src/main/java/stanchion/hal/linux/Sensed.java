package stanchion.hal.linux;

/// What was read from a line, as the board means it.
public enum Sensed {
    INACTIVE,
    ACTIVE,
    /// The kernel gave no value; to be taken for the worse of the two.
    UNREADABLE
}
