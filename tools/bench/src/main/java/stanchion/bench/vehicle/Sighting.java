package stanchion.bench.vehicle;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an instrument measures at the end of the cable; a quantity it does not have at this moment
/// is absent.
record Sighting(Map<String, Double> values) {
    /// The high plateau of the pilot, or its steady level, in volts.
    static final String HIGH = "CPHI";

    /// The low plateau, in volts; the steady level when there is only one.
    static final String LOW = "CPLO";

    /// Of the pilot, in per cent; 100 % steady high, 0 % steady low.
    static final String DUTY = "DUTY";

    /// RMS volts between L1 and N behind the contactor.
    static final String LOAD = "LOAD";

    /// Drawn on L1, in amperes.
    static final String AMPS = "AMPS";

    /// Drawn since the cable was plugged, in watt-hours.
    static final String ENERGY = "WH";

    private static final Map<String, String> UNITS =
            Map.of(HIGH, "V", LOW, "V", DUTY, "%", LOAD, "V", AMPS, "A", ENERGY, "Wh");

    private static final Pattern VALUE = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)([A-Za-z%]+)");

    Sighting {
        values = Map.copyOf(values);
    }

    /// Reads the fields of a reply to `MEASURE`: `CPHI=8.95V`, and `?` for what cannot be said now.
    ///
    /// @throws VehicleTrouble on a value without its unit
    static Sighting of(Map<String, String> fields) {
        Map<String, Double> values = new TreeMap<>();
        fields.forEach((quantity, text) -> {
            String unit = UNITS.get(quantity);
            if (unit != null && !text.equals("?")) {
                values.put(quantity, value(quantity, text, unit));
            }
        });
        return new Sighting(values);
    }

    OptionalDouble value(String quantity) {
        Double value = values.get(quantity);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static double value(String quantity, String text, String unit) {
        Matcher form = VALUE.matcher(text);
        if (!form.matches() || !form.group(2).equals(unit)) {
            throw new VehicleTrouble(
                    VehicleTrouble.UNAVAILABLE,
                    "the instrument measures %s=%s; a number with the unit %s was expected"
                            .formatted(quantity, text, unit));
        }
        return Double.parseDouble(form.group(1));
    }
}
