package stanchion.hal.linux;

/// Which voltage of a line means active.
public enum Polarity {
    ACTIVE_HIGH,
    ACTIVE_LOW
}
