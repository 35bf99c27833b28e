package stanchion.session;

import java.time.Duration;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.Charge.Vehicle;
import stanchion.session.ChargeState.Connected;
import stanchion.session.ChargeState.Faulted;
import stanchion.session.ChargeState.Idle;
import stanchion.session.ChargeState.OutOfService;

/// Into a fault, through it, and out again.
final class FaultHandling {
    /// How long state F tells the vehicle that a fault latched; at least 300 ms.
    static final Duration OUT_OF_SERVICE = Duration.ofMillis(500);

    /// Without a vehicle nothing is switched: a short look is enough to go on.
    static final Duration QUIET_WITHOUT_VEHICLE = Duration.ofSeconds(1);

    private FaultHandling() {}

    /// Takes note of new conditions: the contactor opens in this cycle.
    static Charge raised(Charge charge, FaultSet conditions, Turn turn) {
        FaultLog log = charge.faults().raised(conditions);
        boolean latches = !log.latched().equals(charge.faults().latched());
        announce(charge.faults(), log, turn);
        if (charge.guard().contactor().commanded() == ContactorCommand.CLOSE
                && !isFault(charge.state())) {
            turn.happened(EventName.CHARGE_STOPPED, conditions.text());
        }
        Charge noted = charge.with(log);
        if (latches) {
            return noted.in(new OutOfService(turn.at()));
        }
        return charge.state() instanceof OutOfService ? noted : noted.in(new Faulted(turn.at()));
    }

    static boolean isFault(ChargeState state) {
        return state instanceof Faulted || state instanceof OutOfService;
    }

    /// One quiet cycle in the fault: out of it when its rules say so.
    static Charge waited(Charge charge, Faulted state, Turn turn) {
        FaultLog log = charge.faults();
        boolean unplugged = turn.measured().pilot().state() == PilotState.A;
        if (unplugged && turn.at().isPast(QUIET_WITHOUT_VEHICLE, state.quietSince())) {
            FaultLog left = log.unplugged();
            return left.held().isEmpty() ? freed(charge, left, turn) : charge.with(left);
        }
        boolean waited = turn.at().isPast(log.held().reclose(), state.quietSince());
        return log.latched().isEmpty() && waited ? freed(charge, log.retried(), turn) : charge;
    }

    /// Out of the fault, to where the vehicle is.
    static Charge freed(Charge charge, FaultLog log, Turn turn) {
        turn.happened(EventName.FAULT_CLEARED, charge.faults().held().text());
        Charge clean = charge.with(log);
        if (clean.guard().residual() instanceof ResidualCheck.Failed) {
            clean = clean.with(new ResidualCheck.Untested());
        }
        return clean.in(
                charge.vehicle() == Vehicle.ABSENT ? new Idle() : new Connected(turn.at(), 0));
    }

    private static void announce(FaultLog before, FaultLog after, Turn turn) {
        for (Fault fault : after.held().minus(before.held()).asSet()) {
            turn.happened(EventName.FAULT_RAISED, fault.name() + " " + fault.mrec());
        }
        for (Fault fault : after.latched().minus(before.latched()).asSet()) {
            turn.happened(EventName.FAULT_LATCHED, fault.name());
        }
    }
}
