package stanchion.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import stanchion.schedule.Situation.Vehicle;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// A charger's plan through a story: time goes by in steps of a second.
final class Life {
    private static final Duration STEP = Duration.ofSeconds(1);

    Plan plan = Plan.FIRST;
    Settings settings = Settings.DEFAULT;
    Vehicle vehicle = Vehicle.ABSENT;
    final List<PlanEvent> events = new ArrayList<>();

    private final Deque<Integer> draws = new ArrayDeque<>();
    private Optional<Instant> utc;
    private Uptime at = new Uptime(5_000_000_000L);
    private long run = 1;
    private Optional<NamedLimit> limit = Optional.empty();

    Life(String utc) {
        this.utc = Optional.of(Instant.parse(utc));
    }

    /// What will be drawn, in this order; nothing else may be.
    Life draws(int... seconds) {
        for (int one : seconds) {
            draws.add(one);
        }
        return this;
    }

    int undrawn() {
        return draws.size();
    }

    Life plugged() {
        vehicle = Vehicle.PRESENT;
        return step();
    }

    Life unplugged() {
        vehicle = Vehicle.ABSENT;
        return step();
    }

    Life step() {
        Planner.Step step =
                Planner.step(plan, settings, new Situation(now(), run, vehicle), this::draw);
        plan = step.plan();
        limit = step.limit();
        events.addAll(step.events());
        return this;
    }

    private int draw(int most) {
        if (draws.isEmpty()) {
            throw new AssertionError("a delay of up to " + most + " s was drawn");
        }
        return draws.remove();
    }

    Life passes(Duration span) {
        for (Duration gone = Duration.ZERO; gone.compareTo(span) < 0; gone = gone.plus(STEP)) {
            skip(STEP);
            step();
        }
        return this;
    }

    Life seconds(int seconds) {
        return passes(Duration.ofSeconds(seconds));
    }

    /// Until just before the wall clock shows this, second by second.
    Life until(String moment) {
        return passes(Duration.between(utc.orElseThrow(), Instant.parse(moment)));
    }

    /// The mains go, and come back after so long; both clocks' meanings change.
    Life blackout(Duration span) {
        utc = utc.map(before -> before.plus(span));
        at = new Uptime(1_000_000_000L);
        run++;
        plan = plan.resumed(now());
        return step();
    }

    /// The gateway's process alone begins anew.
    Life gatewayRestarts(Duration span) {
        skip(span);
        plan = plan.resumed(now());
        return step();
    }

    Life forgetsTheTime() {
        utc = Optional.empty();
        return this;
    }

    Life learnsTheTime(String moment) {
        utc = Optional.of(Instant.parse(moment));
        return step();
    }

    private void skip(Duration span) {
        at = at.plus(span);
        utc = utc.map(before -> before.plus(span));
    }

    Moment now() {
        return new Moment(at, utc);
    }

    Amps amps() {
        return limit.map(NamedLimit::amps).orElse(Plan.UNLIMITED);
    }

    Optional<LimitSource> source() {
        return limit.map(NamedLimit::source);
    }

    List<PlanEvent.Name> names() {
        return events.stream().map(PlanEvent::name).toList();
    }

    /// The rate at any time, delays aside.
    Life atAnyTime() {
        settings =
                settings.with(
                        Settings.Choice.REMOVED,
                        new ChargingHours(ChargingHours.DEFAULT_ZONE, ChargingHours.ANY_TIME));
        return this;
    }

    Life asks(String event, double amps, Response.Priority priority, String start, String end) {
        plan =
                plan.with(
                        plan.responses()
                                .with(
                                        new Response(
                                                event,
                                                "grid",
                                                new Amps(amps),
                                                priority,
                                                Instant.parse(start),
                                                Instant.parse(end))));
        return this;
    }

    Life overrides(int seconds) {
        plan = plan.overridden(Optional.of(Countdown.begun(seconds, now())));
        return step();
    }
}
