package stanchion.session;

import java.time.Duration;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.pilot.PilotState;
import stanchion.session.Surrounding.Contactor;
import stanchion.units.Uptime;

/// The way of a charge to rest, and from rest to charging, once its charger is sound again: the
/// machine itself in real time, nothing abstracted.
final class WayBack {
    /// Longer than any wait of the machine but those of a test's validity.
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration CYCLE = Duration.ofMillis(500);

    private final BoardProfile board;
    private final ChargeMachine machine;
    private Charge charge;
    private Commands commands;
    private Uptime at = Ages.NOW;

    WayBack(BoardProfile board, Charge from) {
        this.board = board;
        this.machine = new ChargeMachine(board);
        this.charge = from;
        this.commands = OutputImage.of(from);
    }

    /// The vehicle leaves and the charger rests; then one comes that asks. Whether it is fed.
    boolean leadsToChargingBy(Hand hand) {
        return leads(PilotState.A, hand, ChargeState.Idle.class)
                && leads(PilotState.C, hand, ChargeState.Charging.class);
    }

    /// Whether something latched that only a person may clear.
    static boolean needsPerson(Charge charge) {
        return !charge.faults().latched().where(fault -> fault.latch().outlivesVehicle()).isEmpty();
    }

    /// Whether somebody tampered, which only the owner may clear.
    static boolean needsOwner(Charge charge) {
        return !charge.faults().tampering().isEmpty();
    }

    /// Who clears what is held.
    enum Hand {
        OWNER_CLEARS,
        ANYBODY_CLEARS,
        STAYS_AWAY
    }

    private boolean leads(PilotState pilot, Hand hand, Class<? extends ChargeState> wanted) {
        Uptime end = at.plus(PATIENCE);
        while (at.compareTo(end) < 0) {
            step(pilot, hand);
            if (wanted.isInstance(charge.state()) && charge.faults().held().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void step(PilotState pilot, Hand hand) {
        at = at.plus(CYCLE);
        boolean closed = commands.contactor() == ContactorCommand.CLOSE;
        boolean tests = charge.guard().residual() instanceof ResidualCheck.Testing;
        Surrounding sound =
                Surrounding.REST
                        .with(pilot)
                        .with(tests ? ResidualMonitor.TRIPPED_DC : ResidualMonitor.READY)
                        .with(closed ? Contactor.CLOSED : Contactor.OPEN);
        Measurements measured = sound.measured(board, commands, at);
        Decision decision = machine.decide(charge, measured, Intent.INITIAL);
        charge = decision.next();
        commands = decision.commands();
        if (hand != Hand.STAYS_AWAY) {
            Authority authority = hand == Hand.OWNER_CLEARS ? Authority.OWNER : Authority.ANYBODY;
            charge = machine.cleared(charge, measured, authority, _ -> {}).freed().orElse(charge);
        }
    }
}
