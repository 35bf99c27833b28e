package stanchion.safety;

import java.time.Duration;

/// A condition in which the contactor stays open.
///
/// A fault is one constant, one condition, one bench verb, one test named as a sentence. This table
/// says what follows from each: its ChargeX minimum required error code (MREC; `CX000` where the
/// list has none), when it latches, and how long its cause must be gone before the charger tries
/// again by itself.
public enum Fault {
    /// The residual-current monitor tripped.
    GROUND_FAULT("CX002", Origin.VEHICLE, Latch.AFTER_RETRIES, Wait.LONG),
    /// The residual-current monitor failed its self-test or does not answer.
    RESIDUAL_MONITOR_FAILED("CX002", Origin.CHARGER, Latch.AFTER_RETRIES, Wait.LONG),
    /// The low plateau is missing: the vehicle's diode is shorted, or the pilot is faulty.
    DIODE_FAULT("CX014", Origin.VEHICLE, Latch.AFTER_RETRIES, Wait.LONG),
    /// The pilot is shorted to PE (state E).
    PILOT_SHORT("CX014", Origin.VEHICLE, Latch.AFTER_RETRIES, Wait.LONG),
    /// The pilot's levels are where no working circuit can bring them.
    PILOT_IMPLAUSIBLE("CX014", Origin.VEHICLE, Latch.AFTER_RETRIES, Wait.LONG),
    /// The proximity pilot is shorted or open while a vehicle is connected.
    PROXIMITY_FAULT("CX023", Origin.VEHICLE, Latch.AFTER_RETRIES, Wait.LONG),
    /// The contactor was commanded open and is closed.
    CONTACTOR_WELDED("CX017", Origin.CHARGER, Latch.AT_ONCE, Wait.LONG),
    /// The contactor was commanded closed and is open.
    CONTACTOR_STUCK_OPEN("CX017", Origin.CHARGER, Latch.AFTER_RETRIES, Wait.LONG),
    /// The protective conductor is interrupted.
    EARTH_LOST("CX002", Origin.CHARGER, Latch.AFTER_RETRIES, Wait.LONG),
    /// The vehicle draws more than offered.
    OVER_CURRENT("CX004", Origin.VEHICLE, Latch.AFTER_RETRIES, Wait.LONG),
    /// The contactor's surroundings are too hot.
    OVER_TEMPERATURE("CX003", Origin.CHARGER, Latch.NEVER, Wait.SHORT),
    /// The mains voltage is missing or outside its limits.
    MAINS_OUT_OF_RANGE("CX015", Origin.CHARGER, Latch.NEVER, Wait.LONG),
    /// The vehicle asks for ventilation that is not there.
    VENTILATION_ABSENT("CX010", Origin.VEHICLE, Latch.NEVER, Wait.SHORT),
    /// The enclosure was opened.
    TAMPER("CX000", Origin.CHARGER, Latch.AT_ONCE, Wait.LONG),
    /// Samples are missing or late.
    SAMPLES_LOST("CX000", Origin.CHARGER, Latch.NEVER, Wait.LONG),
    /// The interlock overruled the session: a bug, reported.
    INTERLOCK("CX000", Origin.CHARGER, Latch.AT_ONCE, Wait.LONG);

    private final String mrec;
    private final Origin origin;
    private final Latch latch;
    private final Wait reclose;

    Fault(String mrec, Origin origin, Latch latch, Wait reclose) {
        this.mrec = mrec;
        this.origin = origin;
        this.latch = latch;
        this.reclose = reclose;
    }

    /// The ChargeX code.
    public String mrec() {
        return mrec;
    }

    public Origin origin() {
        return origin;
    }

    public Latch latch() {
        return latch;
    }

    /// How long the cause must be gone before the charger tries again by itself.
    public Duration reclose() {
        return reclose.span;
    }

    /// Whether the vehicle (with its cable) may take the cause along when it leaves.
    public enum Origin {
        VEHICLE,
        CHARGER
    }

    /// When a fault no longer clears by itself.
    public enum Latch {
        /// It always clears by itself.
        NEVER,
        /// After the allowed automatic retries; then unplugging or a person clears it.
        AFTER_RETRIES,
        /// At once; only a person clears it, when its cause has gone.
        AT_ONCE
    }

    private enum Wait {
        /// As after any opening in state C.
        SHORT(Duration.ofSeconds(5)),
        LONG(Duration.ofSeconds(30));

        private final Duration span;

        Wait(Duration span) {
            this.span = span;
        }
    }
}
