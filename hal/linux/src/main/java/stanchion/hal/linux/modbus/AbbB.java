package stanchion.hal.linux.modbus;

import static stanchion.hal.linux.modbus.Format.INT32;
import static stanchion.hal.linux.modbus.Format.UINT32;
import static stanchion.hal.linux.modbus.Format.UINT64;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L1;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L2;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L3;
import static stanchion.hal.linux.modbus.Quantity.EXPORTED;
import static stanchion.hal.linux.modbus.Quantity.IMPORTED;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L1;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L2;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L3;
import static stanchion.hal.linux.modbus.Quantity.WATTS;
import static stanchion.hal.linux.modbus.Quantity.WATTS_L1;
import static stanchion.hal.linux.modbus.Quantity.WATTS_L2;
import static stanchion.hal.linux.modbus.Quantity.WATTS_L3;

import java.util.List;
import stanchion.hal.linux.modbus.RegisterMap.Block;
import stanchion.hal.linux.modbus.RegisterMap.Row;

/// ABB's B-series. Holding registers of integers, high word first; what a meter does not have reads
/// as all ones. As delivered: address 1, 19200 baud, even parity.
///
/// Sources: ABB, "B21 user manual" 2CMC485002M0201 and "B23/B24 user manual" 2CMC485003M0201,
/// mapping tables; compared with the tables of two open meter readers.
final class AbbB {
    private static final int READ_HOLDING_REGISTERS = 3;

    /// Volts are kept in tenths.
    private static final double TENTH = 0.1;

    /// Amperes and watts are kept in hundredths.
    private static final double HUNDREDTH = 0.01;

    /// Energy is kept in hundredths of a kilowatt-hour.
    private static final double TEN_WATT_HOURS = 10;

    /// One phase, 65 A. The phase's power stands in the total only.
    static final RegisterMap B21 =
            new RegisterMap(
                    "ABB B21",
                    READ_HOLDING_REGISTERS,
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

    /// B23 and B24: three phases, 65 A or through transformers.
    static final RegisterMap B23 =
            new RegisterMap(
                    "ABB B23",
                    READ_HOLDING_REGISTERS,
                    List.of(new Block(0x5B00, 28), new Block(0x5000, 8)),
                    List.of(
                            new Row(VOLTS_L1, 0x5B00, UINT32, TENTH),
                            new Row(VOLTS_L2, 0x5B02, UINT32, TENTH),
                            new Row(VOLTS_L3, 0x5B04, UINT32, TENTH),
                            new Row(AMPS_L1, 0x5B0C, UINT32, HUNDREDTH),
                            new Row(AMPS_L2, 0x5B0E, UINT32, HUNDREDTH),
                            new Row(AMPS_L3, 0x5B10, UINT32, HUNDREDTH),
                            new Row(WATTS, 0x5B14, INT32, HUNDREDTH),
                            new Row(WATTS_L1, 0x5B16, INT32, HUNDREDTH),
                            new Row(WATTS_L2, 0x5B18, INT32, HUNDREDTH),
                            new Row(WATTS_L3, 0x5B1A, INT32, HUNDREDTH),
                            new Row(IMPORTED, 0x5000, UINT64, TEN_WATT_HOURS),
                            new Row(EXPORTED, 0x5004, UINT64, TEN_WATT_HOURS)));

    private AbbB() {}
}
