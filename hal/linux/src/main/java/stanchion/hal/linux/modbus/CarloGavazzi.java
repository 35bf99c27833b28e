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

/// Carlo Gavazzi's meters: three phases, 65 A or through transformers. Input registers of integers,
/// *low* word first, read in pieces of 11 registers at most, which every one of the family takes;
/// as delivered: address 1, 9600 baud, 8N1.
///
/// Sources: Carlo Gavazzi, "EM24-DIN communication protocol" Version 3, table 2.3, compared with
/// the tables of two open meter readers that agree and one that does not; "EM330, EM340, ET330,
/// ET340 communication protocol", table 2.3, compared with the tables of two open meter readers.
final class CarloGavazzi {
    private static final int READ_INPUT_REGISTERS = 4;

    /// Volts and watts are kept in tenths.
    private static final double TENTH = 0.1;

    /// Amperes are kept in thousandths.
    private static final double THOUSANDTH = 0.001;

    /// Energy is kept in tenths of a kilowatt-hour.
    private static final double HUNDRED_WATT_HOURS = 100;

    /// EM24-DIN with RS-485. The total stands at 003Eh; 0042h, which some tables give for it, is
    /// the partial counter that a person can reset.
    static final RegisterMap EM24 = map("Carlo Gavazzi EM24", 0x003E, 0x005C, new Block(0x005C, 8));

    /// EM340 (and EM330, ET330, ET340): laid out like the EM24 but for the energies.
    static final RegisterMap EM340 =
            map("Carlo Gavazzi EM340", 0x0034, 0x004E, new Block(0x0048, 8));

    private CarloGavazzi() {}

    /// @param exports the block that holds the exported energy
    private static RegisterMap map(String name, int imported, int exported, Block exports) {
        return new RegisterMap(
                name,
                READ_INPUT_REGISTERS,
                List.of(
                        new Block(0x0000, 6),
                        new Block(0x000C, 10),
                        new Block(0x0016, 2),
                        new Block(imported, 4),
                        exports),
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
                        new Row(IMPORTED, imported, INT32_LOW_FIRST, HUNDRED_WATT_HOURS),
                        new Row(EXPORTED, exported, INT32_LOW_FIRST, HUNDRED_WATT_HOURS)));
    }
}
