package stanchion.hal;

import stanchion.units.DutyCycle;

/// The whole output image of a board, written every cycle.
public record Commands(PilotOutput pilot, ContactorCommand contactor, ResidualTest residualTest) {
    /// Contactor open, pilot steady at +12 V: what a board shows at start and on every exit.
    public static final Commands SAFE =
            new Commands(new PilotOutput.SteadyHigh(), ContactorCommand.OPEN, ResidualTest.OFF);

    /// What the pilot generator does.
    public sealed interface PilotOutput {
        /// +12 V behind 1 kΩ, no PWM: no offer (X1).
        record SteadyHigh() implements PilotOutput {}

        /// −12 V, no PWM: out of service (state F).
        record SteadyLow() implements PilotOutput {}

        /// 1 kHz between ±12 V.
        record Pwm(DutyCycle duty) implements PilotOutput {}
    }

    public enum ContactorCommand {
        OPEN,
        CLOSE
    }

    /// Test current through the residual-current monitor; a working monitor then reports a trip.
    public enum ResidualTest {
        OFF,
        ON
    }
}
