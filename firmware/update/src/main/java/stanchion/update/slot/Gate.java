package stanchion.update.slot;

/// Whether a charger may leave its present version now. Downloading and staging need no gate.
public enum Gate {
    OPEN,
    /// A vehicle draws current, is about to, or asks to: state C or D, or the contactor is closed.
    VEHICLE_CHARGES,
    /// A fault is active or latched: its cause may not be lost in a restart.
    FAULT,
    /// The owner wants it at another time of day.
    OUTSIDE_WINDOW,
    /// Nothing is known of the charger.
    CHARGER_SILENT
}
