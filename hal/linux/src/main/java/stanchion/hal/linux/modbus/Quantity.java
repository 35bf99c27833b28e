package stanchion.hal.linux.modbus;

/// What a row of a register map means, in the unit its name says.
enum Quantity {
    VOLTS_L1,
    VOLTS_L2,
    VOLTS_L3,
    AMPS_L1,
    AMPS_L2,
    AMPS_L3,
    WATTS_L1,
    WATTS_L2,
    WATTS_L3,
    /// All phases together; where a map has none it is their sum.
    WATTS,
    /// Watt-hours towards the load.
    IMPORTED,
    /// Watt-hours back.
    EXPORTED
}
