package stanchion.safety;

/// The minimum required error codes of the ChargeX consortium (MREC, revision 5) that a charger of
/// alternating current can meet, by their names there. OCPP carries the code beside its own.
public enum Mrec {
    /// The list has no code for it.
    NONE("CX000", "-"),
    GROUND_FAILURE("CX002", "GroundFailure"),
    HIGH_TEMPERATURE("CX003", "HighTemperature"),
    OVER_CURRENT_FAILURE("CX004", "OverCurrentFailure"),
    OVER_VOLTAGE("CX005", "OverVoltage"),
    UNDER_VOLTAGE("CX006", "UnderVoltage"),
    EMERGENCY_STOP("CX008", "EmergencyStop"),
    INVALID_VEHICLE_MODE("CX010", "InvalidVehicleMode"),
    PILOT_FAULT("CX014", "PilotFault"),
    POWER_LOSS("CX015", "PowerLoss"),
    EVSE_CONTACTOR_FAULT("CX017", "EVSEContactorFault"),
    PROXIMITY_FAULT("CX023", "ProximityFault");

    private final String code;
    private final String title;

    Mrec(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /// As OCPP sends it: `CX` and three digits.
    public String code() {
        return code;
    }

    /// The name in the consortium's list; `-` where it has none.
    public String title() {
        return title;
    }
}
