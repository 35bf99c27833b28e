package stanchion.hal.linux.modbus;

import static stanchion.hal.linux.modbus.Format.INT32_LOW_FIRST;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L1;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L2;
import static stanchion.hal.linux.modbus.Quantity.AMPS_L3;
import static stanchion.hal.linux.modbus.Quantity.EXPORTED;
import static stanchion.hal.linux.modbus.Quantity.IMPORTED;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L1;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L2;
import static stanchion.hal.linux.modbus.Quantity.VOLTS_L3;
import static stanchion.hal.linux.modbus.Quantity.WATTS_L1;
import static stanchion.hal.linux.modbus.Quantity.WATTS_L2;
import static stanchion.hal.linux.modbus.Quantity.WATTS_L3;

import java.util.List;
import stanchion.hal.linux.modbus.RegisterMap.Block;
import stanchion.hal.linux.modbus.RegisterMap.Row;

/// Carlo Gavazzi EM340 (and EM330, ET330, ET340): three phases, 65 A or through transformers. Input
/// registers of integers, *low* word first; laid out like the EM24's but for the energies. It is
/// read in pieces of 11 registers too, which every one of the family takes.
///
/// Source: Carlo Gavazzi, "EM330, EM340, ET330, ET340 communication protocol", table 2.3, compared
/// with the tables of two open meter readers. As delivered: address 1, 9600 baud, 8N1.
final class Em340 {
    /// Volts and watts are kept in tenths.
    private static final double TENTH = 0.1;

    /// Amperes are kept in thousandths.
    private static final double THOUSANDTH = 0.001;

    /// Energy is kept in tenths of a kilowatt-hour.
    private static final double HUNDRED_WATT_HOURS = 100;

    static final RegisterMap MAP =
            new RegisterMap(
                    "Carlo Gavazzi EM340",
                    4,
                    List.of(
                            new Block(0x0000, 6),
                            new Block(0x000C, 10),
                            new Block(0x0016, 2),
                            new Block(0x0034, 4),
                            new Block(0x0048, 8)),
                    List.of(
                            new Row(VOLTS_L1, 0x0000, INT32_LOW_FIRST, TENTH),
                            new Row(VOLTS_L2, 0x0002, INT32_LOW_FIRST, TENTH),
                            new Row(VOLTS_L3, 0x0004, INT32_LOW_FIRST, TENTH),
                            new Row(AMPS_L1, 0x000C, INT32_LOW_FIRST, THOUSANDTH),
                            new Row(AMPS_L2, 0x000E, INT32_LOW_FIRST, THOUSANDTH),
                            new Row(AMPS_L3, 0x0010, INT32_LOW_FIRST, THOUSANDTH),
                            new Row(WATTS_L1, 0x0012, INT32_LOW_FIRST, TENTH),
                            new Row(WATTS_L2, 0x0014, INT32_LOW_FIRST, TENTH),
                            new Row(WATTS_L3, 0x0016, INT32_LOW_FIRST, TENTH),
                            new Row(IMPORTED, 0x0034, INT32_LOW_FIRST, HUNDRED_WATT_HOURS),
                            new Row(EXPORTED, 0x004E, INT32_LOW_FIRST, HUNDRED_WATT_HOURS)));

    private Em340() {}
}
