package stanchion.hal.linux.modbus;

import static stanchion.hal.linux.modbus.Format.INT32;
import static stanchion.hal.linux.modbus.Format.UINT32;
import static stanchion.hal.linux.modbus.Format.UINT64;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L1;
import static stanchion.hal.linux.modbus.Quantity.EXPORTED;
import static stanchion.hal.linux.modbus.Quantity.IMPORTED;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L1;
import static stanchion.hal.linux.modbus.Quantity.WATTS;

import java.util.List;
import stanchion.hal.linux.modbus.RegisterMap.Block;
import stanchion.hal.linux.modbus.RegisterMap.Row;

/// ABB B21: one phase, 65 A. Holding registers of integers, high word first; what the meter does
/// not have reads as all ones. The phase's power stands in the total only.
///
/// Source: ABB, "B21 user manual" 2CMC485002M0201, mapping tables; compared with the tables of two
/// open meter readers. As delivered: address 1, 19200 baud, even parity.
final class AbbB21 {
    /// Volts are kept in tenths.
    private static final double TENTH = 0.1;

    /// Amperes and watts are kept in hundredths.
    private static final double HUNDREDTH = 0.01;

    /// Energy is kept in hundredths of a kilowatt-hour.
    private static final double TEN_WATT_HOURS = 10;

    static final RegisterMap MAP =
            new RegisterMap(
                    "ABB B21",
                    3,
                    List.of(
                            new Block(0x5B00, 2),
                            new Block(0x5B0C, 4),
                            new Block(0x5B14, 6),
                            new Block(0x5000, 8)),
                    List.of(
                            new Row(VOLTS_L1, 0x5B00, UINT32, TENTH),
                            new Row(AMPS_L1, 0x5B0C, UINT32, HUNDREDTH),
                            new Row(WATTS, 0x5B14, INT32, HUNDREDTH),
                            new Row(IMPORTED, 0x5000, UINT64, TEN_WATT_HOURS),
                            new Row(EXPORTED, 0x5004, UINT64, TEN_WATT_HOURS)));

    private AbbB21() {}
}
