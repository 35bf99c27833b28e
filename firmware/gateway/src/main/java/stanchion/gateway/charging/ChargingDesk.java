package stanchion.gateway.charging;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import stanchion.gateway.command.ChargingWish;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.time.RateLimit;
import stanchion.gateway.time.Timeline;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.schedule.ChargingHours;
import stanchion.schedule.Countdown;
import stanchion.schedule.Draw;
import stanchion.schedule.HouseFuse;
import stanchion.schedule.HouseLimit;
import stanchion.schedule.LimitSource;
import stanchion.schedule.Moment;
import stanchion.schedule.NamedLimit;
import stanchion.schedule.Plan;
import stanchion.schedule.PlanEvent;
import stanchion.schedule.Planner;
import stanchion.schedule.Response;
import stanchion.schedule.Responses;
import stanchion.schedule.Settings;
import stanchion.schedule.Situation;
import stanchion.schedule.Situation.Vehicle;
import stanchion.schedule.SupplyReading;
import stanchion.session.Allowance;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// Steers the charger by hours, responses, delay and house: tells it what it may offer, again and
/// again. See [Allowance] for what happens when nobody does. Thread-safe.
///
/// ```text
/// status, clock ─► Planner ─► plan changed? ─► kept on the disk ─► limits ─► Allow ─► charger
/// commands ────────┘                            │ fails: nothing is said, the charger falls back
/// house/supply ─► HouseLimit ───────────────────┴──────────────► │
/// ```
public final class ChargingDesk {
    /// A word is repeated after this; it holds for [Allowance#PATIENCE].
    static final Duration RENEWAL = Duration.ofSeconds(15);

    /// A status that is older says nothing of now.
    static final Duration FRESH = Duration.ofSeconds(3);

    /// What a charger that has just started says of the plug is not believed yet.
    static final Duration SETTLING = Duration.ofSeconds(2);

    private static final String DISK_REFUSES = "the charger's disk does not take it";
    private static final int REFUSALS_AT_ONCE = 3;
    private static final Duration REFUSAL_EVERY = Duration.ofMinutes(10);

    /// Whom it speaks to.
    public interface World {
        /// Passes a request on to the charger.
        ///
        /// @return false when it cannot be reached
        boolean ask(Request request);

        void record(String name, String detail);

        /// Tells what smart charging does, in a document.
        void tell(String document);
    }

    private record Heard(Hello from, Report.Status status) {}

    private record Said(NamedLimit limit, Uptime at) {}

    private final Timeline timeline;
    private final Draw draw;
    private final ChargingMemory memory;
    private final World world;
    private final RateLimit refusals;
    private Settings settings = Settings.DEFAULT;
    private Plan plan = Plan.FIRST;
    private HouseLimit house = HouseLimit.UNHEARD;
    private Optional<Heard> heard = Optional.empty();
    private Optional<Report.Meter> meter = Optional.empty();
    private Optional<Said> said = Optional.empty();
    private Optional<JsonObject> told = Optional.empty();
    private Optional<Plan> kept = Optional.empty();
    private boolean unkept;

    public ChargingDesk(Timeline timeline, Draw draw, ChargingMemory memory, World world) {
        this.timeline = timeline;
        this.draw = draw;
        this.memory = memory;
        this.world = world;
        this.refusals = new RateLimit(REFUSALS_AT_ONCE, REFUSAL_EVERY, timeline.now());
    }

    /// Takes up what was kept.
    public synchronized void start() {
        try {
            settings = memory.settings();
            plan = memory.plan().resumed(now());
        } catch (IOException unreadable) {
            world.record("CHARGING_UNREADABLE", String.valueOf(unreadable.getMessage()));
        }
        memory.damage().forEach(one -> world.record("CHARGING_DAMAGED", one));
    }

    /// The charger is there, perhaps anew: it has to be told.
    public synchronized void hello(Hello from) {
        said = Optional.empty();
    }

    /// How the charger is.
    public synchronized void status(Hello from, Report.Status status) {
        heard = Optional.of(new Heard(from, status));
        steer();
    }

    /// What the charger itself draws.
    public synchronized void meter(Report.Meter measured) {
        meter = Optional.of(measured);
    }

    /// What the house draws, as a message says it.
    public void supply(Inbound inbound) {
        HouseMeter.read(inbound).ifPresentOrElse(this::supply, this::refuseSupply);
    }

    private synchronized void refuseSupply() {
        if (refusals.allows(timeline.now())) {
            world.record("HOUSE_SUPPLY_REFUSED", "a message on house/supply makes no sense");
        }
    }

    /// What the house draws.
    public synchronized void supply(SupplyReading reading) {
        settings.fuse().ifPresent(fuse -> house = house.heard(reading, own(reading.at()), fuse));
        steer();
    }

    private List<Amps> own(Uptime now) {
        return meter.filter(last -> !now.isPast(FRESH, last.at()))
                .map(last -> last.phases().stream().map(Report.Meter.Phase::current).toList())
                .orElse(List.of());
    }

    /// As time goes by.
    public synchronized void tick() {
        steer();
    }

    /// Takes a wish to heart.
    ///
    /// @return why not, if not
    public synchronized Optional<String> accept(ChargingWish wish) {
        Plan before = plan;
        Optional<String> refusal =
                switch (wish) {
                    case ChargingWish.Hours hours -> settle(chosen(hours));
                    case ChargingWish.House(Optional<HouseFuse> fuse) -> {
                        house = HouseLimit.UNHEARD;
                        yield settle(settings.with(fuse));
                    }
                    case ChargingWish.Delay delay -> delay(delay);
                    case ChargingWish.ChargeNow override -> override(override);
                    case ChargingWish.EndChargeNow() -> endOverride();
                    case ChargingWish.Respond respond -> respond(respond);
                    case ChargingWish.EndResponse(ChargingWish.Name name) -> endResponse(name);
                };
        Optional<String> outcome = refusal.isPresent() ? refusal : kept(before);
        steer();
        return outcome;
    }

    /// What was accepted has reached the disk, or is as it was.
    private Optional<String> kept(Plan before) {
        if (plan.equals(before) || keep(plan)) {
            return Optional.empty();
        }
        plan = before;
        return Optional.of(DISK_REFUSES);
    }

    private Settings chosen(ChargingWish.Hours hours) {
        return settings.with(
                hours.choice(),
                new ChargingHours(
                        hours.zone().orElse(settings.hours().zone()),
                        switch (hours.choice()) {
                            case CHANGED -> hours.windows();
                            case REMOVED -> ChargingHours.ANY_TIME;
                            case ACCEPTED, NOT_YET -> ChargingHours.OFF_PEAK;
                        }));
    }

    private Optional<String> settle(Settings wanted) {
        try {
            memory.keep(wanted);
            settings = wanted;
            return Optional.empty();
        } catch (IOException failed) {
            Logger.error("settings could not be kept: {}", failed.getMessage());
            return Optional.of(DISK_REFUSES);
        }
    }

    private Optional<String> delay(ChargingWish.Delay wish) {
        boolean cancels = wish.cancel() == ChargingWish.Delay.Cancel.YES;
        if (cancels && plan.delay().isEmpty()) {
            return Optional.of("no delay runs");
        }
        Optional<String> refusal =
                wish.maximumSeconds().flatMap(most -> settle(settings.withMaximumDelay(most)));
        if (cancels && refusal.isEmpty()) {
            plan = plan.undelayed(now());
        }
        return refusal;
    }

    /// An override that would be a risk is refused (regulation 8); and one that is not still lifts
    /// nothing but hours, delay and what the owner agreed to.
    private Optional<String> override(ChargingWish.ChargeNow wish) {
        Optional<Heard> fresh = fresh();
        if (fresh.isEmpty()) {
            return Optional.of("charger silent");
        }
        Report.Status status = fresh.get().status();
        if (!status.faults().isEmpty()) {
            return Optional.of("a fault holds: " + status.faults().iterator().next().name());
        }
        if (vehicle(status) == Vehicle.ABSENT) {
            return Optional.of("no vehicle is there");
        }
        int seconds = (int) wish.validFor().toSeconds();
        plan = plan.overridden(Optional.of(Countdown.begun(seconds, now())));
        return Optional.empty();
    }

    private Optional<String> endOverride() {
        if (plan.override().isEmpty()) {
            return Optional.of("no override holds");
        }
        plan = plan.overridden(Optional.empty());
        return Optional.empty();
    }

    private Optional<String> respond(ChargingWish.Respond wish) {
        Optional<Instant> utc = now().utc();
        if (utc.isEmpty()) {
            return Optional.of("the charger's clock is not set");
        }
        Instant start = wish.start().orElse(utc.get());
        Instant end = start.plus(wish.span());
        if (!end.isAfter(utc.get())) {
            return Optional.of("the response is over already");
        }
        if (start.isAfter(utc.get().plus(Response.FARTHEST))) {
            return Optional.of("start is more than 7 days ahead");
        }
        Responses known = plan.responses();
        String event = wish.name().event();
        if (known.all().size() >= Responses.MOST && !known.knows(event)) {
            return Optional.of("the charger knows " + Responses.MOST + " responses already");
        }
        plan =
                plan.with(
                        known.with(
                                new Response(
                                        event,
                                        wish.name().by(),
                                        wish.amps(),
                                        wish.priority(),
                                        start,
                                        end)));
        return Optional.empty();
    }

    private Optional<String> endResponse(ChargingWish.Name name) {
        if (!plan.responses().knows(name.event())) {
            return Optional.of("no response of that name is known");
        }
        plan = plan.with(plan.responses().without(name.event()));
        return Optional.empty();
    }

    private Moment now() {
        return new Moment(
                timeline.now(),
                timeline.isWallClockSet() ? Optional.of(timeline.utc()) : Optional.empty());
    }

    private Optional<Heard> fresh() {
        return heard.filter(last -> !timeline.now().isPast(FRESH, last.status().at()));
    }

    private static Vehicle vehicle(Report.Status status) {
        return switch (status.state()) {
            case "Idle" -> Vehicle.ABSENT;
            case "Faulted", "OutOfService" -> Vehicle.UNABLE;
            default -> Vehicle.PRESENT;
        };
    }

    private void steer() {
        Optional<Heard> fresh = fresh().filter(ChargingDesk::isSettled);
        Moment now = now();
        fresh.flatMap(last -> limit(last, now)).ifPresent(limit -> say(limit, now.at()));
        tell(now, fresh.flatMap(last -> said).map(Said::limit));
    }

    private static boolean isSettled(Heard last) {
        return vehicle(last.status()) != Vehicle.ABSENT
                || last.status().at().isPast(SETTLING, last.from().at());
    }

    /// The limit that holds now; empty when what leads to it could not be kept.
    private Optional<NamedLimit> limit(Heard last, Moment now) {
        Situation situation = new Situation(now, last.from().bootId(), vehicle(last.status()));
        Planner.Step step = Planner.step(plan, settings, situation, draw);
        if (!keep(step.plan())) {
            return Optional.empty();
        }
        for (PlanEvent event : step.events()) {
            world.record(event.name().name(), event.detail());
        }
        List<NamedLimit> limits = new ArrayList<>();
        limits.add(new NamedLimit(Plan.UNLIMITED, LimitSource.BOARD));
        step.limit().ifPresent(limits::add);
        houseLimit(now.at()).ifPresent(limits::add);
        return Optional.of(NamedLimit.lowest(limits));
    }

    private Optional<NamedLimit> houseLimit(Uptime now) {
        return settings.fuse().map(fuse -> house.limit(fuse, now));
    }

    /// A plan counts once it has reached the disk.
    private boolean keep(Plan next) {
        if (kept.equals(Optional.of(next))) {
            plan = next;
            return true;
        }
        try {
            memory.keep(next);
            kept = Optional.of(next);
            plan = next;
            unkept = false;
            return true;
        } catch (IOException failed) {
            if (!unkept) {
                world.record(
                        "CHARGING_UNKEPT",
                        "the plan could not be kept, the charger falls back: "
                                + failed.getMessage());
            }
            unkept = true;
            return false;
        }
    }

    private void say(NamedLimit limit, Uptime now) {
        boolean due =
                said.filter(last -> last.limit().equals(limit) && !now.isPast(RENEWAL, last.at()))
                        .isEmpty();
        if (due && world.ask(new Request.Allow(0, limit, Allowance.PATIENCE))) {
            said = Optional.of(new Said(limit, now));
        }
    }

    private void tell(Moment now, Optional<NamedLimit> allowed) {
        JsonObject document =
                ChargingDocument.of(settings, plan, now, houseLimit(now.at()), allowed);
        if (!told.equals(Optional.of(document))) {
            told = Optional.of(document);
            world.tell(ChargingDocument.stamped(document, timeline.utc()));
        }
    }
}
