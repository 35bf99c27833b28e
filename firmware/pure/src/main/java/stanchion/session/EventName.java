package stanchion.session;

/// What can happen, by the name it is reported under.
public enum EventName {
    /// The charger started; the detail says how it found the pilot.
    STARTED,
    VEHICLE_CONNECTED,
    VEHICLE_DISCONNECTED,
    /// The pilot advertises another current.
    OFFER_CHANGED,
    /// S2 closed and everything found in order: the contactor is commanded closed.
    CHARGE_STARTED,
    /// The contactor was commanded closed; the detail says for which time in its life.
    CONTACTOR_CLOSED,
    /// The offer was withdrawn; the vehicle is to stop.
    CHARGE_PAUSED,
    /// The contactor was opened after a charge; the detail says why.
    CHARGE_STOPPED,
    /// The vehicle ignored the withdrawn offer and was cut off.
    VEHICLE_CUT_OFF,
    /// The pilot goes to state F for a moment to wake a vehicle that slept through a pause.
    WAKE_ATTEMPTED,
    RESIDUAL_TEST_PASSED,
    RESIDUAL_TEST_FAILED,
    /// A fault began; the detail begins with its name and MREC code.
    FAULT_RAISED,
    /// A fault no longer clears by itself.
    FAULT_LATCHED,
    FAULT_CLEARED,
    /// The offer's upper bound follows the temperature.
    DERATED,
    /// A remote limit ran out unrenewed; the board's fallback current holds.
    LIMIT_EXPIRED,
    /// The gateway is not heard any more; the board's fallback current holds.
    ALLOWANCE_EXPIRED,
    ENABLED,
    DISABLED,
    /// The interlock overruled the session; the detail names the fact.
    INTERLOCK_INTERVENED
}
