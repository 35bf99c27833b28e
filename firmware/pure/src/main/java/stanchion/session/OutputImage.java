package stanchion.session;

import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.pilot.Offers;

/// The output image of a charge; nothing else switches anything.
final class OutputImage {
    private OutputImage() {}

    static Commands of(Charge charge) {
        return new Commands(
                pilot(charge),
                charge.isClosed() ? ContactorCommand.CLOSE : ContactorCommand.OPEN,
                charge.guard().residual() instanceof ResidualCheck.Testing
                        ? ResidualTest.ON
                        : ResidualTest.OFF);
    }

    private static PilotOutput pilot(Charge charge) {
        return switch (charge.state()) {
            case ChargeState.Idle _, ChargeState.Faulted _, ChargeState.Pausing _ ->
                    new PilotOutput.SteadyHigh();
            case ChargeState.Connected _,
                    ChargeState.Preparing _,
                    ChargeState.Charging _,
                    ChargeState.Alerting _ ->
                    offered(charge);
            case ChargeState.Waking _, ChargeState.OutOfService _ -> new PilotOutput.SteadyLow();
        };
    }

    private static PilotOutput offered(Charge charge) {
        return Offers.duty(charge.offer(), Offers.GENERATOR_STEP)
                .<PilotOutput>map(PilotOutput.Pwm::new)
                .orElseGet(PilotOutput.SteadyHigh::new);
    }
}
