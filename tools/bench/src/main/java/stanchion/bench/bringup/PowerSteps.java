package stanchion.bench.bringup;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.sim.scenario.Verb;

/// Contactor with its mirror, and the residual-current monitor.
final class PowerSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// From S2 or unplugging to open poles 100 ms are granted; the steel may have 60 of them.
    private static final double OPENING_MILLIS = 60;

    private static final double CLOSING_MILLIS = 100;

    /// At the monitor's rated direct current the standard grants 10 s, at the tenfold 40 ms; the
    /// test current lies between.
    private static final double TRIP_MILLIS = 500;

    private static final double CLEAR_MILLIS = 2_000;

    private PowerSteps() {}

    static List<Step> all() {
        return List.of(contactor(), residual());
    }

    private static Step contactor() {
        return new Step(
                "contactor",
                "Contactor, mirror and load side",
                "MAINS ON: stand back. No vehicle at the outlet; the contactor will close for a second.",
                List.of(new Verb.Unplug()),
                rig -> {
                    rig.rest();
                    rig.during(Duration.ofMillis(500));
                    double open = millis(rig.until(PowerSteps::isOpen, PATIENCE));
                    drive(rig, ContactorCommand.CLOSE, ResidualTest.OFF);
                    double closing = millis(rig.until(PowerSteps::isClosed, PATIENCE));
                    rig.during(Duration.ofSeconds(1));
                    rig.rest();
                    double opening = millis(rig.until(PowerSteps::isOpen, PATIENCE));
                    return List.of(
                            time("found open", open, 100),
                            time("closed and live", closing, CLOSING_MILLIS),
                            time("open and dead", opening, OPENING_MILLIS));
                });
    }

    private static Step residual() {
        return new Step(
                "residual-monitor",
                "Residual-current monitor",
                "MAINS ON: the monitor's test current will be switched on once.",
                List.of(new Verb.Unplug()),
                rig -> {
                    rig.rest();
                    double ready = millis(rig.until(PowerSteps::isReady, PATIENCE));
                    drive(rig, ContactorCommand.OPEN, ResidualTest.ON);
                    double trip = millis(rig.until(PowerSteps::isTripped, PATIENCE));
                    rig.rest();
                    double clear = millis(rig.until(PowerSteps::isReady, Duration.ofSeconds(10)));
                    return List.of(
                            time("found ready", ready, 100),
                            time("tripped by the test current", trip, TRIP_MILLIS),
                            time("ready again", clear, CLEAR_MILLIS));
                });
    }

    private static void drive(Rig rig, ContactorCommand contactor, ResidualTest test) {
        rig.drive(new PilotOutput.SteadyHigh(), contactor, test);
    }

    private static boolean isOpen(Inputs inputs) {
        return inputs.mirror() == ContactorPosition.OPEN && inputs.loadSide().isDead();
    }

    private static boolean isClosed(Inputs inputs) {
        return inputs.mirror() == ContactorPosition.CLOSED && inputs.loadSide().isLive(0);
    }

    private static boolean isReady(Inputs inputs) {
        return inputs.residual() == ResidualMonitor.READY;
    }

    private static boolean isTripped(Inputs inputs) {
        return inputs.residual() == ResidualMonitor.TRIPPED_AC
                || inputs.residual() == ResidualMonitor.TRIPPED_DC;
    }

    private static double millis(Optional<Duration> took) {
        return took.map(Duration::toMillis).map(Long::doubleValue).orElse(Double.NaN);
    }

    private static Finding time(String what, double millis, double most) {
        return new Finding(what, millis, "ms", 0, most, "board's design");
    }
}
