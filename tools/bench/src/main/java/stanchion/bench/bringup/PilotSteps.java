package stanchion.bench.bringup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.Commands.PilotOutput;
import stanchion.pilot.PilotLevels;
import stanchion.sim.scenario.Verb;
import stanchion.sim.scenario.Verb.Condition;
import stanchion.sim.scenario.Verb.Contact;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.units.Amps;

/// Pilot and proximity: levels at rest, at each duty, under each state, and each cable.
final class PilotSteps {
    private static final String LEVELS = "IEC 61851-1 table A.4";

    /// 6 A, 10 A, 16 A, 32 A, 51 A and 80 A.
    private static final double[] DUTIES = {10, 16.67, 26.67, 53.33, 85, 96};

    /// Half of the tolerance a vehicle is granted. To it comes one sample of the converter, which
    /// may run in step with the PWM: this finds a wrong polarity or timer, an oscilloscope finds
    /// the rest.
    private static final double DUTY_POINTS = 0.5;

    private static final double PILOT_HERTZ = 1_000;

    private static final double OFFER_16_A = 26.67;

    private PilotSteps() {}

    static List<Step> all() {
        List<Step> steps = new ArrayList<>();
        steps.add(rest());
        for (double duty : DUTIES) {
            steps.add(duty(duty));
        }
        steps.add(vehicle("b", "state B", 8.36, 9.56, List.of()));
        steps.add(vehicle("c", "state C", 5.48, 6.49, List.of(new Verb.S2(Contact.CLOSED))));
        steps.add(
                vehicle(
                        "d",
                        "state D (ventilation)",
                        2.62,
                        3.25,
                        List.of(new Verb.Ventilation(Setting.ON), new Verb.S2(Contact.CLOSED))));
        steps.add(diode());
        steps.add(cable(13, 1_100, 2_460));
        steps.add(cable(20, 400, 936));
        steps.add(cable(32, 164, 308));
        steps.add(cable(63, 80, 140));
        steps.add(noCable());
        return steps;
    }

    private static Step rest() {
        return new Step(
                "pilot-rest",
                "Pilot at rest",
                "Nothing is plugged into the outlet.",
                List.of(new Verb.Unplug()),
                rig -> {
                    List<Finding> findings = new ArrayList<>();
                    rig.pilot(new PilotOutput.SteadyHigh());
                    findings.add(volts("steady high", high(rig.levels()), 11.4, 12.6));
                    rig.pilot(new PilotOutput.SteadyLow());
                    findings.add(volts("steady low", high(rig.levels()), -12.6, -11.4));
                    return findings;
                });
    }

    private static Step duty(double percent) {
        String shown = String.format(Locale.ROOT, "%.2f", percent);
        return new Step(
                "pilot-duty-" + shown.replace('.', '-'),
                "Pilot at " + shown + " %",
                "Nothing is plugged into the outlet.",
                List.of(new Verb.Unplug()),
                rig -> {
                    rig.pilot(Rig.pwm(percent));
                    PilotLevels levels = rig.levels();
                    double rate = rig.profile().analog().pilotRate().value();
                    double tolerance = DUTY_POINTS + 100 * PILOT_HERTZ / rate;
                    return List.of(
                            volts("high plateau", high(levels), 11.4, 12.6),
                            volts("low plateau", low(levels), -12.6, -11.4),
                            new Finding(
                                    "duty",
                                    rig.duty(),
                                    "%",
                                    percent - tolerance,
                                    percent + tolerance,
                                    "one sample of the converter"));
                });
    }

    private static Step vehicle(
            String id, String state, double least, double most, List<Verb.OfWorld> then) {
        List<Verb.OfWorld> hands = new ArrayList<>(afresh());
        hands.addAll(then);
        return new Step(
                "pilot-" + id,
                "Pilot in " + state,
                "Plug a vehicle simulator and set it to " + state + ".",
                hands,
                rig -> {
                    rig.pilot(Rig.pwm(OFFER_16_A));
                    PilotLevels levels = rig.levels();
                    return List.of(
                            volts("high plateau", high(levels), least, most),
                            volts("low plateau", low(levels), -12.6, -11.4));
                });
    }

    private static Step diode() {
        return new Step(
                "pilot-diode",
                "A vehicle's diode shorted",
                "Set the vehicle simulator to state B and short its diode; open it again afterwards.",
                Stream.concat(afresh().stream(), Stream.of(new Verb.Diode(Condition.SHORT)))
                        .toList(),
                rig -> {
                    rig.pilot(Rig.pwm(OFFER_16_A));
                    return List.of(volts("low plateau", low(rig.levels()), -10.9, -6));
                });
    }

    private static Step cable(int amps, double least, double most) {
        return new Step(
                "proximity-" + amps,
                "Proximity, cable of " + amps + " A",
                "Plug a cable of " + amps + " A without a vehicle.",
                List.of(plug(amps)),
                rig ->
                        List.of(
                                new Finding(
                                        "resistor",
                                        ohms(rig),
                                        "Ohm",
                                        least,
                                        most,
                                        "IEC 61851-1 table B.2")));
    }

    private static Step noCable() {
        return new Step(
                "proximity-none",
                "Proximity without a cable",
                "Unplug the cable.",
                List.of(new Verb.Unplug()),
                rig ->
                        List.of(
                                new Finding(
                                        "resistor",
                                        Math.min(ohms(rig), 1e6),
                                        "Ohm",
                                        4_500,
                                        1e6,
                                        "IEC 61851-1 table B.2")));
    }

    /// A vehicle simulator in state B.
    private static List<Verb.OfWorld> afresh() {
        return List.of(
                plug(32),
                new Verb.Diode(Condition.OK),
                new Verb.Ventilation(Setting.OFF),
                new Verb.S2(Contact.OPEN));
    }

    static Verb.Plug plug(int amps) {
        return new Verb.Plug(Optional.of(new Amps(amps)));
    }

    private static double ohms(Rig rig) {
        ProximityCircuit circuit = rig.profile().analog().proximity();
        rig.rest();
        double volts = circuit.volts().valueOf(rig.proximityCode());
        double drop = circuit.pullUp().value() - volts;
        return drop <= 0
                ? Double.POSITIVE_INFINITY
                : circuit.pullUpResistor().value() * volts / drop;
    }

    private static Finding volts(String what, double value, double least, double most) {
        return new Finding(what, value, "V", least, most, LEVELS);
    }

    private static double high(PilotLevels levels) {
        return switch (levels) {
            case PilotLevels.Steady(var level) -> level.value();
            case PilotLevels.Swinging(var high, var _) -> high.value();
            case PilotLevels.Missing _ -> Double.NaN;
        };
    }

    private static double low(PilotLevels levels) {
        return levels instanceof PilotLevels.Swinging(var _, var low) ? low.value() : Double.NaN;
    }
}
