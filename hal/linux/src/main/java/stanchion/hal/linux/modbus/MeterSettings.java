package stanchion.hal.linux.modbus;

import stanchion.hal.linux.serial.SerialSettings;

/// Which meter hangs where.
///
/// @param address on the line, 1…247; two meters of one line must differ
public record MeterSettings(MeterKind kind, SerialSettings line, int address) {
    public MeterSettings {
        if (address < 1 || address > 247) {
            throw new IllegalArgumentException("a meter's address is 1…247, not " + address);
        }
    }
}
