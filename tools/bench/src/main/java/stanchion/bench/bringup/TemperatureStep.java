package stanchion.bench.bringup;

import java.time.Duration;
import java.util.List;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.units.Celsius;

/// The thermometer at the contactor, against one of the person's.
final class TemperatureStep {
    /// Derating begins 5 K before the contactor's own limit.
    private static final double TOLERANCE_KELVIN = 3;

    private TemperatureStep() {}

    static Step step(Person person) {
        return new Step(
                "temperature",
                "Temperature at the contactor",
                "The board has rested for an hour; hold a thermometer to the contactor.",
                List.of(),
                rig -> {
                    rig.rest();
                    double seen = Double.NaN;
                    for (Samples samples : rig.during(Duration.ofSeconds(2))) {
                        seen =
                                samples.inputs().temperature()
                                                instanceof Reading.Present<Celsius>(var celsius)
                                        ? celsius.value()
                                        : seen;
                    }
                    double shown = ask(person);
                    return List.of(
                            new Finding(
                                    "temperature",
                                    seen,
                                    "C",
                                    shown - TOLERANCE_KELVIN,
                                    shown + TOLERANCE_KELVIN,
                                    "thermometer"));
                });
    }

    private static double ask(Person person) {
        while (true) {
            String answer = person.ask("What does the thermometer show, in degrees Celsius?");
            if (answer.equals("stop")) {
                throw new Walk.Stopped();
            }
            if (answer.matches("-?[0-9]+(\\.[0-9]+)?")) {
                return Double.parseDouble(answer);
            }
            person.tell("'" + answer + "' is no number like 23.5");
        }
    }
}
