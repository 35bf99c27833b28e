package stanchion.sim.scenario;

import java.util.Optional;

/// The units a scenario is written in, each with its multiples.
enum Unit {
    AMPERE("a current such as 16A, 0…1000A", 0, 1000),
    VOLT("a voltage such as 230V, 0…400V", 0, 400),
    HERTZ("a frequency such as 50Hz, 40…70Hz", 40, 70),
    CELSIUS("a temperature such as 70C, -60…200C", -60, 200),
    WATT_HOUR("an energy such as 120Wh", 0, 1e9),
    PERCENT("a percentage such as 26.67%, 0…100%", 0, 100),
    SECOND("a time such as 5s, 500ms, 2min or 1h, at most 31 days", 0, 86_400 * 31.0),
    COUNT("a number of phases, 1, 2 or 3", 1, 3);

    private final String example;
    private final double least;
    private final double most;

    Unit(String example, double least, double most) {
        this.example = example;
        this.least = least;
        this.most = most;
    }

    /// The value in the base unit; empty when the unit is another or the value is out of range.
    ///
    /// @param unit in capitals, as [Words] reads it
    Optional<Double> read(double value, String unit) {
        double scaled = value * factor(unit);
        return scaled >= least && scaled <= most ? Optional.of(scaled) : Optional.empty();
    }

    String example() {
        return example;
    }

    private double factor(String unit) {
        return switch (this) {
            case AMPERE -> unit.equals("A") ? 1 : unit.equals("MA") ? 0.001 : Double.NaN;
            case VOLT -> unit.equals("V") ? 1 : Double.NaN;
            case HERTZ -> unit.equals("HZ") ? 1 : Double.NaN;
            case CELSIUS -> unit.equals("C") || unit.equals("°C") ? 1 : Double.NaN;
            case WATT_HOUR -> unit.equals("WH") ? 1 : unit.equals("KWH") ? 1000 : Double.NaN;
            case PERCENT -> unit.equals("%") ? 1 : Double.NaN;
            case COUNT -> unit.isEmpty() ? 1 : Double.NaN;
            case SECOND ->
                    switch (unit) {
                        case "MS" -> 0.001;
                        case "S" -> 1;
                        case "MIN" -> 60;
                        case "H" -> 3600;
                        default -> Double.NaN;
                    };
        };
    }
}
