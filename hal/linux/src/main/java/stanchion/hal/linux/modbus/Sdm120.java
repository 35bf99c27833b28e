package stanchion.hal.linux.modbus;

import static stanchion.hal.linux.modbus.Format.FLOAT32;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L1;
import static stanchion.hal.linux.modbus.Quantity.EXPORTED;
import static stanchion.hal.linux.modbus.Quantity.IMPORTED;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L1;
import static stanchion.hal.linux.modbus.Quantity.WATTS_L1;

import java.util.List;
import stanchion.hal.linux.modbus.RegisterMap.Block;
import stanchion.hal.linux.modbus.RegisterMap.Row;

/// Eastron SDM120-Modbus: one phase, 45 A. Input registers of 32-bit floats.
///
/// Source: Eastron, "SDM120-Modbus smart meter Modbus protocol implementation", compared with the
/// tables of two open meter readers. As delivered: address 1, 2400 baud, 8N1.
final class Sdm120 {
    /// Volts, amperes and watts as they are.
    private static final double ONE = 1;

    /// Energy is kept in kilowatt-hours.
    private static final double KILOWATT_HOUR = 1_000;

    static final RegisterMap MAP =
            new RegisterMap(
                    "Eastron SDM120",
                    4,
                    List.of(new Block(0x0000, 14), new Block(0x0048, 4)),
                    List.of(
                            new Row(VOLTS_L1, 0x0000, FLOAT32, ONE),
                            new Row(AMPS_L1, 0x0006, FLOAT32, ONE),
                            new Row(WATTS_L1, 0x000C, FLOAT32, ONE),
                            new Row(IMPORTED, 0x0048, FLOAT32, KILOWATT_HOUR),
                            new Row(EXPORTED, 0x004A, FLOAT32, KILOWATT_HOUR)));

    private Sdm120() {}
}
