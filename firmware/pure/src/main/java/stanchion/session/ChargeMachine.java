package stanchion.session;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import stanchion.hal.BoardProfile;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.Charge.Vehicle;
import stanchion.session.ChargeState.Alerting;
import stanchion.session.ChargeState.Charging;
import stanchion.session.ChargeState.Connected;
import stanchion.session.ChargeState.Faulted;
import stanchion.session.ChargeState.Idle;
import stanchion.session.ChargeState.OutOfService;
import stanchion.session.ChargeState.Pausing;
import stanchion.session.ChargeState.Preparing;
import stanchion.session.ChargeState.Waking;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// Decides what the charger does next: a function of what it remembers, what it measures and what
/// it is asked for. The diagram stands above [ChargeState].
public final class ChargeMachine {
    /// After opening in state C the contactor rests before it closes again.
    static final Duration RECLOSE = Duration.ofSeconds(5);

    /// How long a vehicle may keep S2 closed after the offer was withdrawn (IEC 61851-1 table A.6
    /// seq. 10.2: opens under load after 6 s; the vehicle itself has 3 s, seq. 10.1).
    static final Duration CUT_OFF = Duration.ofSeconds(6);

    /// A vehicle that sleeps through a renewed offer is woken after this, and again 30 s later than
    /// that.
    static final Duration ASLEEP = Duration.ofSeconds(60);

    static final Duration ASLEEP_AGAIN = Duration.ofSeconds(90);
    static final Duration WAKE_PULSE = Duration.ofSeconds(4);
    static final int WAKES = 2;

    /// How long an orderly shut-down waits until owner and maker have been told of tampering. What
    /// protects from harm never waits: that is what [Protection.Reaction#OPEN] is for.
    static final Duration ALERT = Duration.ofSeconds(1);

    private static final double DRAWS_AMPS = 1;

    private final BoardProfile board;

    public ChargeMachine(BoardProfile board) {
        this.board = board;
    }

    /// One cycle.
    public Decision decide(Charge before, Measurements measured, Intent intent) {
        Turn turn = new Turn(board, measured, intent);
        Charge watched = watch(before, turn);
        Charge next = offer(reacted(watched, FaultConditions.of(watched, measured), turn), turn);
        return new Decision(
                next, OutputImage.of(next), turn.events(), turn.limits(next.guard().derate()));
    }

    private static Charge reacted(Charge charge, FaultSet conditions, Turn turn) {
        if (conditions.isEmpty()) {
            return move(charge, turn);
        }
        if (!charge.isClosed() || FaultHandling.opens(conditions)) {
            return FaultHandling.raised(charge, conditions, turn);
        }
        Charge noted = FaultHandling.noted(charge, conditions, turn);
        boolean fed = noted.state() instanceof Charging || noted.state() instanceof Alerting;
        if (!fed || !turn.measured().pilot().isReady()) {
            return move(noted, turn);
        }
        if (!conditions.minus(FaultSet.TAMPERING).isEmpty()) {
            return withdrawn(noted, conditions.text(), turn);
        }
        return noted.state() instanceof Charging
                ? noted.in(new Alerting(turn.at().plus(ALERT)))
                : move(noted, turn);
    }

    /// What is watched in every state: self-test, temperature, the vehicle's presence.
    private static Charge watch(Charge charge, Turn turn) {
        Measurements measured = turn.measured();
        if (measured.isLost()) {
            return charge;
        }
        Charge.Guard guard = charge.guard();
        ResidualCheck check = guard.residual().next(turn.at(), measured.inputs().residual());
        Derate derate = guard.derate().next(measured.inputs().temperature(), turn.heat());
        announce(guard, check, derate, turn);
        Charge.Guard watched = new Charge.Guard(check, derate, guard.faults(), guard.pauses());
        return seen(charge.with(watched), measured.pilot().state(), turn);
    }

    private static void announce(
            Charge.Guard before, ResidualCheck check, Derate derate, Turn turn) {
        if (before.residual().isRunning() && check instanceof ResidualCheck.Passed) {
            turn.happened(EventName.RESIDUAL_TEST_PASSED, "");
        }
        if (before.residual().isRunning() && check instanceof ResidualCheck.Failed) {
            turn.happened(EventName.RESIDUAL_TEST_FAILED, "");
        }
        if (derate != before.derate()) {
            turn.happened(EventName.DERATED, derate.name());
        }
    }

    /// The vehicle is there in B, C, D and gone in A; E and F say nothing.
    private static Charge seen(Charge charge, PilotState pilot, Turn turn) {
        boolean absent = charge.vehicle() == Vehicle.ABSENT;
        return switch (pilot) {
            case A -> {
                if (!absent) {
                    turn.happened(EventName.VEHICLE_DISCONNECTED, "");
                }
                yield charge.with(Vehicle.ABSENT).with(Pauses.NONE);
            }
            case B, C, D -> {
                if (absent) {
                    turn.happened(EventName.VEHICLE_CONNECTED, "");
                }
                yield absent ? charge.with(Vehicle.CONNECTED) : charge;
            }
            case E, F -> charge;
        };
    }

    /// What becomes of a wish to clear faults.
    public sealed interface Clearing {
        record Cleared(Charge charge) implements Clearing {}

        /// Nothing has changed.
        ///
        /// @param reason one sentence
        record Refused(String reason) implements Clearing {}

        /// Empty when nothing has changed.
        default Optional<Charge> freed() {
            return this instanceof Cleared(Charge charge) ? Optional.of(charge) : Optional.empty();
        }
    }

    /// The charge after somebody asked to clear its faults. What somebody did to the charger is its
    /// owner's to clear.
    ///
    /// @param events takes what happened
    public Clearing cleared(
            Charge charge,
            Measurements measured,
            Authority authority,
            Consumer<SessionEvent> events) {
        if (authority != Authority.OWNER && !charge.faults().tampering().isEmpty()) {
            return new Clearing.Refused("Tampering is the owner's to clear.");
        }
        if (charge.state() instanceof Alerting) {
            return new Clearing.Refused("The charger is about to shut down.");
        }
        if (!FaultConditions.of(charge, measured).isEmpty()) {
            return new Clearing.Refused("The cause is still there.");
        }
        if (charge.faults().held().isEmpty()) {
            return new Clearing.Cleared(charge);
        }
        Turn turn = new Turn(board, measured, Intent.INITIAL);
        Charge freed = FaultHandling.freed(charge, FaultLog.CLEAN, turn);
        turn.events().forEach(events);
        return new Clearing.Cleared(freed);
    }

    /// The charge after something was seen that only the gateway can see: as if it had been sensed.
    ///
    /// @param sign of tampering
    /// @param events takes what happened
    public Charge suspected(
            Charge charge, Measurements measured, Fault sign, Consumer<SessionEvent> events) {
        if (charge.faults().latched().contains(sign)) {
            return charge;
        }
        Turn turn = new Turn(board, measured, Intent.INITIAL);
        Charge next = reacted(charge, FaultSet.of(sign), turn);
        turn.events().forEach(events);
        return next;
    }

    /// The charge after owner and maker have been told: an orderly shut-down waits no longer.
    ///
    /// @param raised when that was so of which they were told
    public static Charge told(Charge charge, Uptime raised, Uptime now) {
        boolean waits =
                charge.state() instanceof Alerting(Uptime until)
                        && raised.plus(ALERT).compareTo(until) >= 0;
        return waits ? charge.in(new Alerting(now)) : charge;
    }

    /// The charge after the interlock overruled it: a latched fault.
    public static Charge overruled(Charge charge, Uptime at) {
        FaultLog log = charge.faults().raised(FaultSet.of(Fault.INTERLOCK));
        return charge.with(log).in(new OutOfService(at));
    }

    private static Charge move(Charge charge, Turn turn) {
        return switch (charge.state()) {
            case Idle _ -> idle(charge, turn);
            case Connected state -> connected(charge, state, turn);
            case Preparing state -> preparing(charge, state, turn);
            case Charging _ -> charging(charge, turn);
            case Alerting state -> alerting(charge, state, turn);
            case Pausing state -> pausing(charge, state, turn);
            case Waking state -> waking(charge, state, turn);
            case Faulted state -> FaultHandling.waited(charge, state, turn);
            case OutOfService state ->
                    turn.at().isPast(FaultHandling.OUT_OF_SERVICE, state.since())
                            ? charge.in(new Faulted(turn.at()))
                            : charge;
        };
    }

    private static Charge idle(Charge charge, Turn turn) {
        if (charge.vehicle() != Vehicle.ABSENT) {
            return charge.in(new Connected(turn.at(), 0));
        }
        ResidualCheck check = charge.guard().residual();
        boolean due = check instanceof ResidualCheck.Untested || check.isStale(turn.at());
        return due && mayTest(turn) ? charge.with(new ResidualCheck.Testing(turn.at())) : charge;
    }

    /// Switching disturbs the residual-current monitor.
    private static boolean mayTest(Turn turn) {
        return turn.measured().inputs().residual() == ResidualMonitor.READY
                && turn.measured().switching() == Measurements.Switching.LONG_AGO;
    }

    private static Charge connected(Charge charge, Connected state, Turn turn) {
        PilotView pilot = turn.measured().pilot();
        if (charge.vehicle() == Vehicle.ABSENT) {
            return unplugged(charge);
        }
        if (pilot.isReady()) {
            boolean may =
                    turn.at().compareTo(state.from()) >= 0
                            && charge.isOffering()
                            && pilot.diode() == Diode.SOUND
                            && turn.measured().mains() instanceof Mains.Measured;
            return may ? charge.in(new Preparing(turn.at())) : charge;
        }
        return isAsleep(charge, state, turn.at()) ? woken(charge, state, turn) : charge;
    }

    private static boolean isAsleep(Charge charge, Connected state, Uptime at) {
        Duration patience = state.wakesLeft() == WAKES ? ASLEEP : ASLEEP_AGAIN;
        return state.wakesLeft() > 0
                && charge.isOffering()
                && at.isPast(patience, charge.offerSince());
    }

    private static Charge woken(Charge charge, Connected state, Turn turn) {
        turn.happened(EventName.WAKE_ATTEMPTED, "");
        return charge.in(new Waking(turn.at(), state.wakesLeft() - 1));
    }

    private static Charge preparing(Charge charge, Preparing state, Turn turn) {
        if (charge.vehicle() == Vehicle.ABSENT) {
            return unplugged(charge);
        }
        if (!charge.isOffering()) {
            return charge.in(new Connected(turn.at().plus(Offering.CHANGE_INTERVAL), 0));
        }
        if (!turn.measured().pilot().isReady()) {
            return charge.in(new Connected(turn.at(), 0));
        }
        ResidualCheck check = charge.guard().residual();
        if (check instanceof ResidualCheck.Passed(Uptime at) && at.compareTo(state.since()) >= 0) {
            return mayClose(charge, turn) ? closed(charge, turn) : charge;
        }
        return !check.isRunning() && mayTest(turn)
                ? charge.with(new ResidualCheck.Testing(turn.at()))
                : charge;
    }

    /// An offer that is about to be withdrawn closes nothing any more.
    private static boolean mayClose(Charge charge, Turn turn) {
        return FaultConditions.isOpen(turn.measured().inputs())
                && turn.measured().pilot().diode() == Diode.SOUND
                && turn.wantedOffer(charge.guard().derate()).value() > 0;
    }

    private static Charge closed(Charge charge, Turn turn) {
        turn.happened(EventName.CHARGE_STARTED, "offer " + charge.offer());
        return charge.in(new Charging());
    }

    private static Charge charging(Charge charge, Turn turn) {
        if (!turn.measured().pilot().isReady()) {
            return released(charge, turn);
        }
        if (charge.guard().residual().isStale(turn.at())) {
            return withdrawn(charge, "self-test of the residual-current monitor", turn);
        }
        double amps = turn.measured().mains().current().value();
        return amps > DRAWS_AMPS ? charge.with(Vehicle.CHARGED) : charge;
    }

    private static Charge paused(Charge charge, Turn turn) {
        Pauses pauses = charge.guard().pauses().oneMore();
        return withdrawn(charge.with(pauses), "no offer", turn);
    }

    /// The vehicle opened S2.
    private static Charge released(Charge charge, Turn turn) {
        return stopped(charge, new Connected(turn.at().plus(RECLOSE), 0), turn);
    }

    private static Charge alerting(Charge charge, Alerting state, Turn turn) {
        if (!turn.measured().pilot().isReady()) {
            return released(charge, turn);
        }
        return turn.at().compareTo(state.until()) >= 0
                ? withdrawn(charge, charge.faults().tampering().text(), turn)
                : charge;
    }

    private static Charge withdrawn(Charge charge, String why, Turn turn) {
        turn.happened(EventName.CHARGE_PAUSED, why);
        return charge.in(new Pausing(turn.at()));
    }

    private static Charge pausing(Charge charge, Pausing state, Turn turn) {
        int wakes = charge.vehicle() == Vehicle.CHARGED ? WAKES : 0;
        Connected next = new Connected(rested(charge, state, turn.at()), wakes);
        if (!turn.measured().pilot().isReady()) {
            return stopped(charge, next, turn);
        }
        if (!turn.at().isPast(CUT_OFF, state.since())) {
            return charge;
        }
        turn.happened(EventName.VEHICLE_CUT_OFF, turn.measured().mains().current().toString());
        return stopped(charge, next, turn);
    }

    /// Until when a paused charge rests; one that paused for the daily self-test goes on at once.
    private static Uptime rested(Charge charge, Pausing state, Uptime at) {
        Uptime opened = at.plus(RECLOSE);
        Uptime paused = state.since().plus(charge.guard().pauses().rest());
        boolean testing = charge.guard().residual().isStale(at);
        return testing || opened.compareTo(paused) > 0 ? opened : paused;
    }

    private static Charge stopped(Charge charge, Connected next, Turn turn) {
        turn.happened(EventName.CHARGE_STOPPED, reason(charge, turn));
        if (!charge.faults().held().isEmpty()) {
            return FaultHandling.resting(charge, turn.at());
        }
        return charge.vehicle() == Vehicle.ABSENT ? unplugged(charge) : charge.in(next);
    }

    private static String reason(Charge charge, Turn turn) {
        if (charge.vehicle() == Vehicle.ABSENT) {
            return "unplugged";
        }
        return turn.measured().pilot().isReady() ? "cut off" : "S2 opened";
    }

    private static Charge waking(Charge charge, Waking state, Turn turn) {
        return turn.at().isPast(WAKE_PULSE, state.since())
                ? charge.in(new Connected(turn.at(), state.wakesLeft()))
                : charge;
    }

    private static Charge unplugged(Charge charge) {
        return charge.with(charge.faults().withoutRetries()).in(new Idle());
    }

    /// The offer of the state the charge moved to. A charge whose offer falls to nothing pauses.
    private static Charge offer(Charge charge, Turn turn) {
        return switch (charge.state()) {
            case Connected _, Preparing _ -> Offering.updated(charge, turn);
            case Charging _ -> {
                Charge next = Offering.updated(charge, turn);
                yield next.isOffering() ? next : paused(next, turn);
            }
            case Alerting _ -> {
                Charge next = Offering.updated(charge, turn);
                yield next.isOffering() ? next : withdrawn(next, "no offer", turn);
            }
            case Idle _, Pausing _, Waking _, Faulted _, OutOfService _ ->
                    charge.offering(Amps.ZERO, turn.at());
        };
    }
}
