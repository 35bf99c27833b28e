package stanchion.pilot;

/// What the low plateau says of the vehicle's diode. Without it, anything resistive between pilot
/// and earth would look like a vehicle.
public enum Diode {
    /// No PWM yet since the vehicle was connected.
    UNTESTED,
    SOUND,
    /// Shorted or absent.
    FAULTY
}
