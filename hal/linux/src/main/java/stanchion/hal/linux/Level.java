package stanchion.hal.linux;

/// What is written to a line, as the board means it: with active-low lines ACTIVE is 0 V.
public enum Level {
    INACTIVE,
    ACTIVE
}
