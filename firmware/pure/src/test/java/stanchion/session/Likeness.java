package stanchion.session;

import static stanchion.session.Ages.NOW;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.safety.Fault;
import stanchion.session.Charge.Guard;
import stanchion.session.ChargeState.Alerting;
import stanchion.session.ChargeState.Charging;
import stanchion.session.ChargeState.Connected;
import stanchion.session.ChargeState.Faulted;
import stanchion.session.ChargeState.Idle;
import stanchion.session.ChargeState.OutOfService;
import stanchion.session.ChargeState.Pausing;
import stanchion.session.ChargeState.Preparing;
import stanchion.session.ChargeState.Waking;
import stanchion.units.Uptime;

/// Charges that differ in nothing the machine can tell, and the one that stands for them.
///
/// Every moment a charge remembers becomes the youngest of its age ([Ages]), its fault log the
/// largest of its kind ([FaultForms]); how often it paused only says how long it rests, and a rest
/// ends at any time here. What is left is finite. That nothing is lost is no promise of this class
/// but tested: charges decide like the ones that stand for them.
final class Likeness {
    /// Of the boards that are explored; the other standard differs in one wait.
    static final ResidualStandard STANDARD = ResidualStandard.RDC_DD;

    private static final Ages OFFER =
            Ages.of(Offering.CHANGE_INTERVAL, ChargeMachine.ASLEEP, ChargeMachine.ASLEEP_AGAIN);
    private static final Ages TESTING = Ages.of(ResidualCheck.TRIP_DEADLINE);
    private static final Ages CLEARING = Ages.of(ResidualCheck.CLEAR_DEADLINE);
    private static final Ages PAUSING = Ages.of(ChargeMachine.CUT_OFF);
    private static final Ages WAKING = Ages.of(ChargeMachine.WAKE_PULSE);
    private static final Ages QUIET =
            Ages.of(
                    Stream.concat(
                                    Stream.of(FaultHandling.QUIET_WITHOUT_VEHICLE),
                                    Stream.of(Fault.values()).map(fault -> fault.reclose(STANDARD)))
                            .toArray(Duration[]::new));
    private static final Ages SIGNALLING = Ages.of(FaultHandling.OUT_OF_SERVICE);

    /// When a contactor that rests may close, seen from the opening.
    private static final Uptime RESTED = NOW.plus(ChargeMachine.RECLOSE);

    /// Until when an alert is waited for, seen from where it begins.
    private static final Uptime ALERTING = NOW.plus(ChargeMachine.ALERT);

    /// When a state began of which only what came before or after it matters.
    private static final Uptime BEGAN = Ages.ago(Duration.ofHours(1));

    private static final ResidualCheck PASSED_BEFORE =
            new ResidualCheck.Passed(Ages.ago(Duration.ofHours(2)));
    private static final ResidualCheck PASSED_SINCE = new ResidualCheck.Passed(BEGAN);
    private static final Uptime LONG_AGO = Ages.ago(ResidualCheck.VALID);
    private static final ResidualCheck STALE = new ResidualCheck.Passed(LONG_AGO);

    private Likeness() {}

    /// The charge that stands for all like this one.
    static Charge of(Charge charge) {
        return of(charge, NOW);
    }

    /// The charge that stands at [Ages#NOW] for what this one is now.
    static Charge of(Charge charge, Uptime now) {
        return new Charge(
                state(charge, now),
                charge.offer(),
                charge.isOffering() ? OFFER.like(charge.offerSince(), now) : NOW,
                charge.vehicle(),
                new Guard(
                        residual(charge, now),
                        charge.guard().derate(),
                        FaultForms.largest(charge.faults()),
                        Pauses.NONE));
    }

    private static ChargeState state(Charge charge, Uptime now) {
        return switch (charge.state()) {
            case Idle idle -> idle;
            case Connected(Uptime from, int wakes) ->
                    new Connected(now.compareTo(from) >= 0 ? NOW : RESTED, wakes);
            case Preparing _ ->
                    new Preparing(
                            isTested(charge) && charge.guard().residual().isStale(now)
                                    ? LONG_AGO
                                    : BEGAN);
            case Charging charging -> charging;
            case Alerting(Uptime until) -> new Alerting(now.compareTo(until) >= 0 ? NOW : ALERTING);
            case Pausing(Uptime since) -> new Pausing(PAUSING.like(since, now));
            case Waking(Uptime since, int wakes) -> new Waking(WAKING.like(since, now), wakes);
            case Faulted(Uptime since) -> new Faulted(QUIET.like(since, now));
            case OutOfService(Uptime since) -> new OutOfService(SIGNALLING.like(since, now));
        };
    }

    private static ResidualCheck residual(Charge charge, Uptime now) {
        return switch (charge.guard().residual()) {
            case ResidualCheck.Untested untested -> untested;
            case ResidualCheck.Failed failed -> failed;
            case ResidualCheck.Testing(Uptime since) ->
                    new ResidualCheck.Testing(TESTING.like(since, now));
            case ResidualCheck.Clearing(Uptime since) ->
                    new ResidualCheck.Clearing(CLEARING.like(since, now));
            case ResidualCheck.Passed(Uptime at) -> {
                if (now.isPast(ResidualCheck.VALID, at)) {
                    yield STALE;
                }
                yield isTested(charge) ? PASSED_SINCE : PASSED_BEFORE;
            }
        };
    }

    /// Whether the monitor has passed its test since S2 closed.
    private static boolean isTested(Charge charge) {
        return charge.state() instanceof Preparing(Uptime began)
                && charge.guard().residual() instanceof ResidualCheck.Passed(Uptime at)
                && at.compareTo(began) >= 0;
    }

    /// Every charge in which time has gone by for one of the moments. They age apart: more may
    /// happen here than in any charger, never less.
    static List<Charge> aged(Charge charge) {
        List<Charge> older = new ArrayList<>();
        older(charge.state()).forEach(state -> older.add(charge.in(state)));
        if (charge.isOffering()) {
            OFFER.later(charge.offerSince()).ifPresent(at -> older.add(offered(charge, at)));
        }
        Charge began = isTested(charge) ? charge.in(new Preparing(LONG_AGO)) : charge;
        older(charge.guard().residual()).forEach(check -> older.add(began.with(check)));
        return older;
    }

    private static Charge offered(Charge charge, Uptime since) {
        return new Charge(charge.state(), charge.offer(), since, charge.vehicle(), charge.guard());
    }

    private static Stream<? extends ChargeState> older(ChargeState state) {
        return switch (state) {
            case Idle _, Preparing _, Charging _ -> Stream.empty();
            case Connected(Uptime from, int wakes) ->
                    from.equals(NOW) ? Stream.empty() : Stream.of(new Connected(NOW, wakes));
            case Alerting(Uptime until) ->
                    until.equals(NOW) ? Stream.empty() : Stream.of(new Alerting(NOW));
            case Pausing(Uptime since) -> PAUSING.later(since).stream().map(Pausing::new);
            case Waking(Uptime since, int wakes) ->
                    WAKING.later(since).stream().map(then -> new Waking(then, wakes));
            case Faulted(Uptime since) -> QUIET.later(since).stream().map(Faulted::new);
            case OutOfService(Uptime since) ->
                    SIGNALLING.later(since).stream().map(OutOfService::new);
        };
    }

    private static Stream<? extends ResidualCheck> older(ResidualCheck check) {
        return switch (check) {
            case ResidualCheck.Untested _, ResidualCheck.Failed _ -> Stream.empty();
            case ResidualCheck.Testing(Uptime since) ->
                    TESTING.later(since).stream().map(ResidualCheck.Testing::new);
            case ResidualCheck.Clearing(Uptime since) ->
                    CLEARING.later(since).stream().map(ResidualCheck.Clearing::new);
            case ResidualCheck.Passed passed ->
                    passed.equals(STALE) ? Stream.empty() : Stream.of(STALE);
        };
    }

    /// The charges a charge stands for that differ in what the log would take as fresh.
    static List<Charge> forms(Charge charge) {
        return FaultForms.forms(charge.faults()).stream().map(charge::with).toList();
    }
}
