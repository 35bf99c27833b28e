package stanchion.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.pilot.Offers;
import stanchion.safety.FaultSet;
import stanchion.safety.Interlock;
import stanchion.safety.Interlock.Freshness;
import stanchion.session.ChargeState.Alerting;
import stanchion.session.ChargeState.Charging;
import stanchion.session.ChargeState.Connected;
import stanchion.session.ChargeState.Faulted;
import stanchion.session.ChargeState.OutOfService;
import stanchion.session.ChargeState.Pausing;
import stanchion.session.ChargeState.Preparing;
import stanchion.session.ChargeState.Waking;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What holds in every step of every charge.
final class Claims {
    /// One step of the machine.
    record Step(Charge before, Measurements measured, Decision decision) {
        Commands commands() {
            return decision.commands();
        }

        Charge next() {
            return decision.next();
        }

        boolean isClosed() {
            return commands().contactor() == ContactorCommand.CLOSE;
        }

        boolean wasClosed() {
            return before.isClosed();
        }

        boolean closes() {
            return isClosed() && !wasClosed();
        }

        boolean opens() {
            return !isClosed() && wasClosed();
        }

        boolean holdsFault() {
            return !next().faults().held().isEmpty();
        }

        Optional<Interlock.Objection> objection() {
            Interlock.Facts facts =
                    new Interlock.Facts(
                            measured.pilot().raw(),
                            measured.pilot().state(),
                            measured.pilot().diode(),
                            measured.inputs().earth(),
                            measured.inputs().residual(),
                            measured.inputs().housing(),
                            measured.isLost() ? Freshness.STALE : Freshness.FRESH);
            return new Interlock().check(facts, commands()).objection();
        }
    }

    /// A sentence about a step, and whether it is true.
    record Claim(String sentence, Predicate<Step> holds) {}

    static final List<Claim> ALL =
            List.of(
                    new Claim(
                            "the interlock never has to object",
                            step -> !step.isClosed() || step.objection().isEmpty()),
                    new Claim(
                            "closed only while a vehicle asks for it",
                            step -> !step.isClosed() || step.measured().pilot().isReady()),
                    new Claim(
                            "closed only in Charging, Alerting and Pausing",
                            step -> step.isClosed() == isFeeding(step.next().state())),
                    new Claim(
                            "no test current through a closed contactor",
                            step ->
                                    !step.isClosed()
                                            || step.commands().residualTest() == ResidualTest.OFF),
                    new Claim(
                            "closes only out of Preparing",
                            step -> !step.closes() || step.before().state() instanceof Preparing),
                    new Claim(
                            "closes only with an offer on the pilot",
                            step -> !step.closes() || isSwinging(step)),
                    new Claim(
                            "closes only when the monitor has passed its test since S2 closed",
                            step -> !step.closes() || isTested(step)),
                    new Claim(
                            "closes only a contactor that both witnesses show open",
                            step ->
                                    !step.closes()
                                            || FaultConditions.isOpen(step.measured().inputs())),
                    new Claim(
                            "a contactor that opened rests before it closes",
                            step -> !step.opens() || rests(step.next().state())),
                    new Claim(
                            "a withdrawn offer is enforced after the vehicle's time",
                            step ->
                                    !step.isClosed()
                                            || !(step.before().state() instanceof Pausing(var at))
                                            || !Ages.NOW.isPast(ChargeMachine.CUT_OFF, at)),
                    new Claim(
                            "without an offer the contactor stays closed in Pausing alone",
                            step ->
                                    !step.isClosed()
                                            || step.next().isOffering()
                                            || step.next().state() instanceof Pausing),
                    new Claim(
                            "the pilot swings exactly when something is offered",
                            step -> isSwinging(step) == step.next().isOffering()),
                    new Claim("no offer above what the hardware allows", Claims::isWithin),
                    new Claim(
                            "an offer only in Connected, Preparing, Charging and Alerting",
                            step -> !step.next().isOffering() || mayOffer(step.next().state())),
                    new Claim(
                            "state F only in Waking and OutOfService",
                            step ->
                                    step.commands().pilot() instanceof PilotOutput.SteadyLow
                                            == (step.next().state() instanceof Waking
                                                    || step.next().state()
                                                            instanceof OutOfService)),
                    new Claim(
                            "every alarm is held in the cycle in which it is there",
                            step -> step.measured().alarms().minus(held(step.next())).isEmpty()),
                    new Claim(
                            "a fault is held in Faulted and OutOfService, and while the offer is"
                                    + " withdrawn for it",
                            step -> mayHold(step.next().state(), step.holdsFault())),
                    new Claim(
                            "open in the same cycle at every alarm that bears no delay",
                            step ->
                                    !step.isClosed()
                                            || !FaultHandling.opens(step.measured().alarms())),
                    new Claim(
                            "while tampering stands the contactor is open, but for an orderly end",
                            step ->
                                    !step.isClosed()
                                            || step.next().faults().tampering().isEmpty()
                                            || step.next().state() instanceof Alerting
                                            || step.next().state() instanceof Pausing),
                    new Claim(
                            "an alert is waited for a second at most",
                            step ->
                                    !(step.before().state() instanceof Alerting(var until))
                                            || Ages.NOW.compareTo(until) < 0
                                            || !(step.next().state() instanceof Alerting)),
                    new Claim(
                            "what latched at once goes by a person's hand alone",
                            step ->
                                    staying(step.before())
                                            .minus(step.next().faults().latched())
                                            .isEmpty()));

    private Claims() {}

    private static boolean isFeeding(ChargeState state) {
        return state instanceof Charging || state instanceof Alerting || state instanceof Pausing;
    }

    private static boolean isSwinging(Step step) {
        return step.commands().pilot() instanceof PilotOutput.Pwm;
    }

    private static boolean isTested(Step step) {
        return step.before().state() instanceof Preparing(Uptime since)
                && step.next().guard().residual() instanceof ResidualCheck.Passed(Uptime at)
                && at.compareTo(since) >= 0;
    }

    private static boolean rests(ChargeState state) {
        return switch (state) {
            case Connected(Uptime from, int _) ->
                    from.since(Ages.NOW).compareTo(ChargeMachine.RECLOSE) >= 0;
            case ChargeState.Idle _, Faulted _, OutOfService _ -> true;
            case Preparing _, Charging _, Alerting _, Pausing _, Waking _ -> false;
        };
    }

    private static boolean isWithin(Step step) {
        Amps hardware = step.decision().limits().hardware();
        return !step.next().isOffering()
                || step.next().offer().compareTo(Offers.within(hardware).orElse(Amps.ZERO)) <= 0;
    }

    private static boolean mayOffer(ChargeState state) {
        return state instanceof Connected
                || state instanceof Preparing
                || state instanceof Charging
                || state instanceof Alerting;
    }

    private static FaultSet held(Charge charge) {
        return charge.faults().held();
    }

    private static boolean mayHold(ChargeState state, boolean holds) {
        return switch (state) {
            case Faulted _, OutOfService _, Alerting _ -> holds;
            case Pausing _ -> true;
            case ChargeState.Idle _, Connected _, Preparing _, Charging _, Waking _ -> !holds;
        };
    }

    private static FaultSet staying(Charge charge) {
        FaultSet latched = charge.faults().latched();
        return latched.isEmpty()
                ? latched
                : latched.where(fault -> fault.latch().outlivesVehicle());
    }
}
