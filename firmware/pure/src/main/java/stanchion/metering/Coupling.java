package stanchion.metering;

/// Whether the mean of a channel belongs to the signal or to what converted it.
public enum Coupling {
    /// The mean is an offset of the converter and is removed.
    AC,
    /// The mean is part of the signal.
    DC
}
