package stanchion.pilot;

/// What the control pilot says of the vehicle (IEC 61851-1 table A.4, SAE J1772).
public enum PilotState {
    /// No vehicle.
    A,
    /// A vehicle, S2 open: present, not ready.
    B,
    /// S2 closed: ready for energy.
    C,
    /// S2 closed: ready, and asks for ventilation.
    D,
    /// About 0 V: pilot shorted to PE, or the charger without supply.
    E,
    /// Steady −12 V: the charger is out of service, or its generator fails.
    F
}
