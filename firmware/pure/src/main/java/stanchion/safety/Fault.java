package stanchion.safety;

/// A condition in which the contactor stays open.
///
/// A fault is one constant, one condition, one bench verb, one test named as a sentence.
public enum Fault {
    /// The residual-current monitor tripped.
    GROUND_FAULT,
    /// The residual-current monitor failed its self-test or does not answer.
    RESIDUAL_MONITOR_FAILED,
    /// The low plateau is missing: the vehicle's diode is shorted, or the pilot is faulty.
    DIODE_FAULT,
    /// The pilot is shorted to PE (state E).
    PILOT_SHORT,
    /// The pilot's levels are where no working circuit can bring them.
    PILOT_IMPLAUSIBLE,
    /// The proximity pilot is shorted or open while a vehicle is connected.
    PROXIMITY_FAULT,
    /// The contactor was commanded open and is closed.
    CONTACTOR_WELDED,
    /// The contactor was commanded closed and is open.
    CONTACTOR_STUCK_OPEN,
    /// The protective conductor is interrupted.
    EARTH_LOST,
    /// The vehicle draws more than offered.
    OVER_CURRENT,
    /// The contactor's surroundings are too hot.
    OVER_TEMPERATURE,
    /// The mains voltage is missing or outside its limits.
    MAINS_OUT_OF_RANGE,
    /// The vehicle asks for ventilation that is not there.
    VENTILATION_ABSENT,
    /// The enclosure was opened.
    TAMPER,
    /// Samples are missing, late or clipped.
    SAMPLES_LOST,
    /// The interlock overruled the session: a bug, reported.
    INTERLOCK
}
