package stanchion.session;

import java.time.Duration;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.safety.Protection.Origin;
import stanchion.safety.Protection.Reaction;
import stanchion.session.Charge.Vehicle;
import stanchion.session.ChargeState.Connected;
import stanchion.session.ChargeState.Faulted;
import stanchion.session.ChargeState.Idle;
import stanchion.session.ChargeState.OutOfService;
import stanchion.units.Uptime;

/// Into a fault, through it, and out again.
final class FaultHandling {
    /// How long state F tells the vehicle that a fault latched; at least 300 ms.
    static final Duration OUT_OF_SERVICE = Duration.ofMillis(500);

    /// A vehicle that left took its fault along: a short look is enough to go on.
    static final Duration QUIET_WITHOUT_VEHICLE = Duration.ofSeconds(1);

    private FaultHandling() {}

    /// Takes note of new conditions: the contactor opens in this cycle.
    static Charge raised(Charge charge, FaultSet conditions, Turn turn) {
        Charge noted = retestable(noted(charge, conditions, turn));
        if (charge.isClosed()) {
            turn.happened(EventName.CHARGE_STOPPED, conditions.text());
        }
        if (!noted.faults().latched().equals(charge.faults().latched())) {
            return noted.in(new OutOfService(turn.at()));
        }
        boolean signalling =
                charge.state() instanceof OutOfService(Uptime since)
                        && !turn.at().isPast(OUT_OF_SERVICE, since);
        return signalling ? noted : noted.in(new Faulted(turn.at()));
    }

    /// Whether one of them bears no delay.
    static boolean opens(FaultSet conditions) {
        return !conditions.where(fault -> fault.reaction() == Reaction.OPEN).isEmpty();
    }

    /// Takes note of new conditions, whatever follows.
    static Charge noted(Charge charge, FaultSet conditions, Turn turn) {
        FaultLog log = charge.faults().raised(conditions);
        announce(charge.faults(), log, turn);
        return charge.with(log);
    }

    /// Where a charge goes whose offer a fault withdrew, when it has stopped.
    static Charge resting(Charge charge, Uptime at) {
        return charge.in(
                charge.faults().latched().isEmpty() ? new Faulted(at) : new OutOfService(at));
    }

    /// A failed self-test is a fault once; whether it still fails, the next test shows.
    private static Charge retestable(Charge charge) {
        return charge.guard().residual() instanceof ResidualCheck.Failed
                ? charge.with(new ResidualCheck.Untested())
                : charge;
    }

    /// One quiet cycle in the fault: out of it when its rules say so.
    static Charge waited(Charge charge, Faulted state, Turn turn) {
        FaultLog log = charge.faults();
        boolean unplugged = turn.measured().pilot().state() == PilotState.A;
        if (!turn.at()
                .isPast(wait(log.held(), turn.residualStandard(), unplugged), state.quietSince())) {
            return charge;
        }
        if (unplugged) {
            FaultLog left = log.unplugged();
            return left.held().isEmpty() ? freed(charge, left, turn) : charge.with(left);
        }
        return log.latched().isEmpty() ? freed(charge, log.retried(), turn) : charge;
    }

    private static Duration wait(FaultSet held, ResidualStandard standard, boolean unplugged) {
        boolean left = held.where(fault -> fault.origin() == Origin.CHARGER).isEmpty();
        return unplugged && left ? QUIET_WITHOUT_VEHICLE : held.reclose(standard);
    }

    /// Out of the fault, to where the vehicle is.
    static Charge freed(Charge charge, FaultLog log, Turn turn) {
        turn.happened(EventName.FAULT_CLEARED, charge.faults().held().text());
        return charge.with(log)
                .in(charge.vehicle() == Vehicle.ABSENT ? new Idle() : new Connected(turn.at(), 0));
    }

    private static void announce(FaultLog before, FaultLog after, Turn turn) {
        for (Fault fault : after.held().minus(before.held()).asSet()) {
            turn.happened(EventName.FAULT_RAISED, fault.name() + " " + fault.mrec().code());
        }
        for (Fault fault : after.latched().minus(before.latched()).asSet()) {
            turn.happened(EventName.FAULT_LATCHED, fault.name());
        }
    }
}
