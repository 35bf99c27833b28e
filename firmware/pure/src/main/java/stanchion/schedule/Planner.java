package stanchion.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.schedule.Situation.Vehicle;
import stanchion.units.Amps;

/// Decides what charging hours, responses and override allow now.
///
/// ```text
///  override ─┐                         rate = target           ┌─ response begins, override: at once
///  response ─┼─► target ──differs──► relevant time ──────────► │
///  hours ────┘   0, 6…80 A             rate stays              └─ else: delay drawn, 0…maximum s,
///                                                                 kept over restarts, then rate = target
///  no vehicle, a fault, another run of the charger ─► rate = 0: whatever flows next has to start
/// ```
///
/// A change that waits is dropped when it is no longer wanted; another change while one waits waits
/// for the same delay. What a vehicle does by itself is no relevant time: the charger goes on
/// offering.
public final class Planner {
    /// What one step decided.
    ///
    /// @param plan to be remembered before the limit is acted upon
    /// @param limit of hours, responses, delay and start; empty when they set none
    /// @param events what happened, in order
    public record Step(Plan plan, Optional<NamedLimit> limit, List<PlanEvent> events) {
        public Step {
            events = List.copyOf(events);
        }
    }

    private enum Change {
        AT_ONCE,
        DELAYED
    }

    /// What is wanted.
    private record Target(Amps rate, LimitSource by, Change change) {}

    private Planner() {}

    /// One step; as often as anything happens, and every second or so.
    public static Step step(Plan before, Settings settings, Situation situation, Draw draw) {
        List<PlanEvent> events = new ArrayList<>();
        Plan aged = aged(before, situation, events);
        Plan here = interrupted(aged, situation, events);
        if (situation.vehicle() != Vehicle.PRESENT) {
            NamedLimit start = new NamedLimit(Amps.ZERO, LimitSource.START);
            return new Step(here, Optional.of(start), events);
        }
        Target target = target(here, settings, situation.now());
        Change change = target.change();
        Plan waiting =
                change == Change.DELAYED && !target.rate().equals(here.rate())
                        ? delayed(here, settings.maximumDelay(), situation.now(), draw, events)
                        : undelayed(here, events);
        Plan next = changed(waiting, target, situation.now(), events);
        return new Step(next, limit(next, target.by()), events);
    }

    /// Overrides and responses run out.
    private static Plan aged(Plan plan, Situation situation, List<PlanEvent> events) {
        Moment now = situation.now();
        Optional<Countdown> override =
                plan.override()
                        .filter(one -> !one.isOver(now) && situation.vehicle() != Vehicle.ABSENT);
        if (override.isEmpty() && plan.override().isPresent()) {
            boolean left = situation.vehicle() == Vehicle.ABSENT;
            add(
                    events,
                    PlanEvent.Name.OVERRIDE_ENDED,
                    left ? "the vehicle left" : "its time is over");
        }
        Responses.Overridden overridden =
                override.isPresent() ? Responses.Overridden.YES : Responses.Overridden.NO;
        return plan.overridden(override).with(plan.responses().at(now, overridden, events));
    }

    /// Without anything to charge, and over a restart of the charger, nothing flows. A delay that
    /// holds back a start goes on; one that is over by then counts no more.
    private static Plan interrupted(Plan plan, Situation situation, List<PlanEvent> events) {
        boolean flows =
                situation.vehicle() == Vehicle.PRESENT
                        && plan.run().equals(Optional.of(situation.run()));
        if (flows) {
            return plan;
        }
        boolean goesOn =
                plan.rate().value() == 0
                        && plan.delay().filter(one -> !one.isOver(situation.now())).isPresent();
        Plan rested = goesOn ? plan : undelayed(plan, events);
        return rested.in(situation.run()).flowing(Amps.ZERO, rested.delay());
    }

    private static Target target(Plan plan, Settings settings, Moment now) {
        Optional<Response> response = plan.responses().deciding();
        if (response.isPresent()) {
            return new Target(response.get().amps(), LimitSource.RESPONSE, Change.AT_ONCE);
        }
        if (plan.override().isPresent()) {
            return new Target(Plan.UNLIMITED, LimitSource.HOURS, Change.AT_ONCE);
        }
        // without a clock nobody can say that it is not among the hours
        boolean open = now.utc().map(settings.hours()::isOpen).orElse(true);
        return new Target(open ? Plan.UNLIMITED : Amps.ZERO, LimitSource.HOURS, Change.DELAYED);
    }

    private static Plan delayed(
            Plan plan, int maximum, Moment now, Draw draw, List<PlanEvent> events) {
        if (plan.delay().isPresent()) {
            return plan;
        }
        Countdown drawn = RandomDelay.drawn(maximum, now, draw);
        add(
                events,
                PlanEvent.Name.DELAY_DRAWN,
                "%d s of 0 to %d s; %s until then"
                        .formatted(drawn.seconds(), maximum, plan.rate()));
        return plan.flowing(plan.rate(), Optional.of(drawn));
    }

    private static Plan undelayed(Plan plan, List<PlanEvent> events) {
        if (plan.delay().isPresent()) {
            add(events, PlanEvent.Name.DELAY_DROPPED, "the change it held back is not to wait");
        }
        return plan.flowing(plan.rate(), Optional.empty());
    }

    private static Plan changed(Plan plan, Target target, Moment now, List<PlanEvent> events) {
        if (plan.delay().filter(one -> !one.isOver(now)).isPresent()) {
            return plan;
        }
        if (plan.delay().isPresent()) {
            add(events, PlanEvent.Name.DELAY_OVER, plan.rate() + " to " + target.rate());
        }
        return plan.flowing(target.rate(), Optional.empty());
    }

    private static Optional<NamedLimit> limit(Plan plan, LimitSource by) {
        LimitSource source = plan.delay().isPresent() ? LimitSource.DELAY : by;
        return plan.rate().equals(Plan.UNLIMITED)
                ? Optional.empty()
                : Optional.of(new NamedLimit(plan.rate(), source));
    }

    private static void add(List<PlanEvent> events, PlanEvent.Name name, String detail) {
        events.add(new PlanEvent(name, detail));
    }
}
