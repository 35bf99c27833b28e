package stanchion.hal;

/// Why a reading is not there.
public enum Absence {
    /// Nothing has been sampled yet.
    NOT_YET,
    /// The device delivered nothing.
    SILENT,
    /// The value lies where no working sensor can be: clipped, open or shorted.
    IMPLAUSIBLE
}
