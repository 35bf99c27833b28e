package stanchion.hal.linux.modbus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import stanchion.hal.MeterReading;
import stanchion.units.Amps;
import stanchion.units.Uptime;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// Where a meter keeps what.
///
/// @param name the meter, for reports
/// @param function with which it wants to be read: 3 or 4
/// @param blocks what one poll reads, each in one request; no two of the same length, so that a
///   late answer to one cannot pass for the answer to another
/// @param rows each within one block
record RegisterMap(String name, int function, List<Block> blocks, List<Row> rows) {
    /// No meter on a charger's supply sees more; beyond it a reading is implausible.
    private static final double MOST_VOLTS = 500;

    private static final double MOST_AMPS = 200;
    private static final double MOST_WATTS = 3 * MOST_VOLTS * MOST_AMPS;

    /// A hundred kilowatts for a hundred years.
    private static final double MOST_WATT_HOURS = 1e11;

    private static final Quantity[] VOLTS = {
        Quantity.VOLTS_L1, Quantity.VOLTS_L2, Quantity.VOLTS_L3
    };
    private static final Quantity[] AMPS = {Quantity.AMPS_L1, Quantity.AMPS_L2, Quantity.AMPS_L3};
    private static final Quantity[] WATTS = {
        Quantity.WATTS_L1, Quantity.WATTS_L2, Quantity.WATTS_L3
    };

    /// Consecutive registers that are read together.
    record Block(int start, int count) {
        boolean holds(Row row) {
            return row.address >= start && row.address + row.format.words() <= start + count;
        }
    }

    /// One quantity.
    ///
    /// @param address of its first register, as it stands on the wire
    /// @param unit how much of the quantity's unit (V, A, W, Wh) one count is
    record Row(Quantity quantity, int address, Format format, double unit) {}

    RegisterMap {
        blocks = List.copyOf(blocks);
        rows = List.copyOf(rows);
    }

    int phases() {
        int phases = 0;
        for (Row row : rows) {
            phases += row.quantity.name().startsWith("VOLTS") ? 1 : 0;
        }
        return phases;
    }

    /// The reading in `answers`, one array of registers for each block; nothing when any value is
    /// missing or beyond what a meter can measure.
    Optional<MeterReading.Measured> decode(List<int[]> answers, Uptime at) {
        Map<Quantity, Double> values = new EnumMap<>(Quantity.class);
        for (Row row : rows) {
            OptionalDouble value = value(row, answers);
            if (value.isEmpty() || !isPlausible(row.quantity, value.getAsDouble())) {
                return Optional.empty();
            }
            values.put(row.quantity, value.getAsDouble());
        }
        return Optional.of(reading(values, at));
    }

    private MeterReading.Measured reading(Map<Quantity, Double> values, Uptime at) {
        List<MeterReading.Phase> phases = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < phases(); i++) {
            double watts = values.getOrDefault(WATTS[i], values.getOrDefault(Quantity.WATTS, 0.0));
            sum += watts;
            phases.add(
                    new MeterReading.Phase(
                            new Volts(values.getOrDefault(VOLTS[i], 0.0)),
                            new Amps(values.getOrDefault(AMPS[i], 0.0)),
                            new Watts(watts)));
        }
        return new MeterReading.Measured(
                at,
                phases,
                new Watts(values.getOrDefault(Quantity.WATTS, sum)),
                new WattHours(values.getOrDefault(Quantity.IMPORTED, 0.0)),
                new WattHours(values.getOrDefault(Quantity.EXPORTED, 0.0)));
    }

    private OptionalDouble value(Row row, List<int[]> answers) {
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.holds(row)) {
                OptionalDouble count = row.format.read(answers.get(i), row.address - block.start);
                return count.isEmpty() ? count : OptionalDouble.of(count.getAsDouble() * row.unit);
            }
        }
        throw new IllegalStateException(name + ": no block holds " + row);
    }

    private static boolean isPlausible(Quantity quantity, double value) {
        return switch (quantity) {
            case VOLTS_L1, VOLTS_L2, VOLTS_L3 -> value >= 0 && value <= MOST_VOLTS;
            case AMPS_L1, AMPS_L2, AMPS_L3 -> Math.abs(value) <= MOST_AMPS;
            case WATTS_L1, WATTS_L2, WATTS_L3, WATTS -> Math.abs(value) <= MOST_WATTS;
            case IMPORTED, EXPORTED -> value >= 0 && value <= MOST_WATT_HOURS;
        };
    }
}
