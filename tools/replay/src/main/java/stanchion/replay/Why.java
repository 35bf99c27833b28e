package stanchion.replay;

import stanchion.control.ControlCycle.Thought;
import stanchion.link.Request.Enablement;
import stanchion.pilot.PilotState;
import stanchion.safety.FaultSet;
import stanchion.schedule.NamedLimit;
import stanchion.session.Charge;
import stanchion.session.Charge.Vehicle;
import stanchion.session.ChargeState;
import stanchion.session.EventName;
import stanchion.session.Intent;
import stanchion.session.Intent.RemoteLimit;
import stanchion.session.SessionEvent;
import stanchion.units.Amps;

/// Why a charge went from one state to another, as a sentence without its beginning.
public final class Why {
    private Why() {}

    /// Whether the state is another one; what it carries may differ.
    public static boolean isChange(Thought thought) {
        return !from(thought).equals(to(thought));
    }

    /// The change and its cause: `Idle -> Connected: a vehicle is there (pilot B)`.
    public static String sentence(Thought change) {
        return "%s -> %s: %s".formatted(from(change), to(change), because(change));
    }

    private static String from(Thought thought) {
        return thought.before().state().label();
    }

    private static String to(Thought thought) {
        return thought.decided().next().state().label();
    }

    /// What the step from the state before to the state after was taken for.
    private static String because(Thought thought) {
        Charge next = thought.decided().next();
        return switch (next.state()) {
            case ChargeState.Idle _ -> atRest(thought);
            case ChargeState.Connected _ -> connected(thought);
            case ChargeState.Preparing _ ->
                    "S2 is closed (pilot " + pilot(thought) + ") and " + next.offer() + " offered";
            case ChargeState.Charging _ ->
                    "the residual-current monitor passed its test and the contactor is seen open";
            case ChargeState.Pausing _ ->
                    detail(thought, EventName.CHARGE_PAUSED) + limits(thought);
            case ChargeState.Waking _ ->
                    "the vehicle slept through an offer of " + thought.before().offer();
            case ChargeState.Alerting _, ChargeState.Faulted _, ChargeState.OutOfService _ ->
                    faults(thought);
        };
    }

    private static String atRest(Thought thought) {
        boolean gone = thought.decided().next().vehicle() == Vehicle.ABSENT;
        return gone && thought.before().vehicle() != Vehicle.ABSENT
                ? "the vehicle was unplugged (pilot " + pilot(thought) + ")"
                : "no cause of a fault is left, and no vehicle is there";
    }

    private static String connected(Thought thought) {
        return switch (thought.before().state()) {
            case ChargeState.Idle _ -> "a vehicle is there (pilot " + pilot(thought) + ")";
            case ChargeState.Charging _, ChargeState.Alerting _, ChargeState.Pausing _ ->
                    detail(thought, EventName.CHARGE_STOPPED) + limits(thought);
            case ChargeState.Preparing _ ->
                    isReady(thought)
                            ? "the offer was withdrawn" + limits(thought)
                            : "S2 opened (pilot " + pilot(thought) + ")";
            case ChargeState.Waking _ -> "state F has lasted long enough";
            case ChargeState.Faulted _, ChargeState.OutOfService _ ->
                    "the cause of " + held(thought.before()) + " is gone";
            case ChargeState.Connected _ -> "";
        };
    }

    private static String faults(Thought thought) {
        FaultSet fresh =
                thought.decided()
                        .next()
                        .guard()
                        .faults()
                        .held()
                        .minus(thought.before().guard().faults().held());
        if (!fresh.isEmpty()) {
            return fresh.text();
        }
        return thought.before().state() instanceof ChargeState.OutOfService
                ? "state F has lasted long enough"
                : held(thought.decided().next()) + " holds";
    }

    private static String held(Charge charge) {
        return charge.guard().faults().held().text();
    }

    /// By whose word less is offered than the hardware could give.
    private static String limits(Thought thought) {
        Amps hardware = thought.decided().limits().hardware();
        NamedLimit effective = thought.decided().limits().effective();
        Intent intent = thought.intent();
        if (intent.held().isPresent()) {
            return ", held for a restart";
        }
        if (intent.enablement() == Enablement.DISABLED) {
            return ", disabled from outside";
        }
        if (effective.amps().compareTo(hardware) >= 0) {
            return "";
        }
        return switch (effective.source()) {
            case COMMAND -> ", limited to " + effective.amps() + " from outside";
            case FALLBACK ->
                    intent.limit() instanceof RemoteLimit.Expired
                            ? ", the limit from outside has expired"
                            : ", the gateway is not heard any more";
            default -> ", limited to " + effective.amps() + " by " + effective.source();
        };
    }

    private static String detail(Thought thought, EventName name) {
        return thought.decided().events().stream()
                .filter(event -> event.name() == name)
                .map(SessionEvent::detail)
                .findFirst()
                .orElse("the offer was withdrawn");
    }

    private static PilotState pilot(Thought thought) {
        return thought.measured().pilot().state();
    }

    private static boolean isReady(Thought thought) {
        return thought.measured().pilot().isReady();
    }
}
