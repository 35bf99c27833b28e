package stanchion.gateway.update;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.tinylog.Logger;
import stanchion.gateway.time.Timeline;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.units.Uptime;
import stanchion.update.Charger;
import stanchion.update.Health;
import stanchion.update.Health.SelfTest;
import stanchion.update.slot.Gate;

/// The charger as an update sees it, by what it reports. Thread-safe.
///
/// ```text
/// hold for 60 s ─► accepted ─► a later status still idle ─► OPEN, for 45 s
/// ```
public final class ChargerFacts implements Charger {
    /// A status that is older says nothing of now.
    static final Duration FRESH = Duration.ofSeconds(3);

    /// How long a held charger offers nothing.
    static final Duration HOLD = Duration.ofSeconds(60);

    /// How much of that may have gone by when the restart is asked for.
    static final Duration USABLE = Duration.ofSeconds(45);

    /// How long an answer is waited for before the charger is asked again.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Of so many deadlines one may be missed: a machine without real-time scheduling does now and
    /// then, and the watchdog allows more.
    static final long ONE_IN = 100;

    /// A request to hold.
    ///
    /// @param agreed when the charger accepted it
    private record Held(long id, Uptime asked, Optional<Uptime> agreed) {}

    private final Timeline timeline;
    private final Predicate<Request> charger;
    private final Supervisor supervisor;
    private Optional<Report.Status> status = Optional.empty();
    private Optional<Report.Rhythm> rhythm = Optional.empty();
    private Optional<Uptime> steadySince = Optional.empty();
    private Optional<Uptime> linkedUntil = Optional.empty();
    private Optional<Held> held = Optional.empty();
    private final Uptime start;
    private long lastId;

    /// @param charger passes a request on; false when the charger cannot be reached
    public ChargerFacts(Timeline timeline, Predicate<Request> charger, Supervisor supervisor) {
        this.timeline = timeline;
        this.charger = charger;
        this.supervisor = supervisor;
        this.start = timeline.now();
        // below zero, where no command's number is, and never the same as in an earlier run
        this.lastId = -(timeline.utc().toEpochMilli() << 16);
    }

    public synchronized void status(Report.Status now) {
        status = Optional.of(now);
    }

    public synchronized void rhythm(Report.Rhythm now) {
        boolean steady = rhythm.filter(last -> isSteady(last, now)).isPresent();
        if (!steady) {
            steadySince = Optional.of(now.at());
        }
        rhythm = Optional.of(now);
    }

    private static boolean isSteady(Report.Rhythm last, Report.Rhythm now) {
        long cycles = now.cycles() - last.cycles();
        long missed = now.missed() - last.missed();
        return cycles > 0
                && missed * ONE_IN <= cycles
                && now.at().since(last.at()).compareTo(FRESH) <= 0;
    }

    /// The charger has answered a request, perhaps one from here.
    public synchronized void decided(Report.RequestOutcome outcome) {
        if (outcome.verdict() == Verdict.ACCEPTED) {
            held =
                    held.map(one ->
                            one.id() == outcome.id()
                                    ? new Held(one.id(), one.asked(), Optional.of(outcome.at()))
                                    : one);
        }
    }

    /// Says, now and then, whether there is a link to the broker.
    public synchronized void linked(boolean online) {
        if (online) {
            linkedUntil = Optional.of(timeline.now());
        }
    }

    @Override
    public synchronized Gate gate() {
        Optional<Report.Status> now =
                status.filter(last -> !timeline.now().isPast(FRESH, last.at()));
        return now.map(ChargerFacts::gate).orElse(Gate.CHARGER_SILENT);
    }

    private static Gate gate(Report.Status now) {
        boolean idle = now.pilot() == PilotState.A || now.pilot() == PilotState.B;
        if (!now.faults().isEmpty()) {
            return Gate.FAULT;
        }
        return idle && now.contactor() == ContactorPosition.OPEN ? Gate.OPEN : Gate.VEHICLE_CHARGES;
    }

    @Override
    public synchronized Gate hold() {
        Gate gate = gate();
        if (gate != Gate.OPEN) {
            held = Optional.empty();
            return gate;
        }
        Uptime now = timeline.now();
        boolean holds =
                held.flatMap(Held::agreed)
                        .filter(agreed -> !now.isPast(USABLE, agreed))
                        .filter(agreed -> status.get().at().since(agreed).isPositive())
                        .isPresent();
        if (holds) {
            return Gate.OPEN;
        }
        Duration patience = held.flatMap(Held::agreed).isPresent() ? USABLE : PATIENCE;
        if (held.isEmpty() || now.isPast(patience, held.get().asked())) {
            ask(now);
        }
        return Gate.CHARGER_SILENT;
    }

    private void ask(Uptime now) {
        held = Optional.of(new Held(--lastId, now, Optional.empty()));
        if (!charger.test(new Request.Hold(lastId, HOLD))) {
            Logger.debug("the charger cannot be asked to stand still");
        }
    }

    @Override
    public void switchOver() {
        supervisor.switchOver();
    }

    @Override
    public void confirmed() {
        supervisor.confirmed();
    }

    @Override
    public synchronized Health health() {
        Uptime now = timeline.now();
        Duration deadlines =
                rhythm.filter(last -> !now.isPast(FRESH, last.at()))
                        .flatMap(last -> steadySince.map(since -> last.at().since(since)))
                        .orElse(Duration.ZERO);
        Duration unlinked = now.since(linkedUntil.orElse(start));
        return new Health(
                deadlines,
                selfTest(now),
                unlinked.compareTo(FRESH) <= 0 && linkedUntil.isPresent()
                        ? Duration.ZERO
                        : unlinked.plusNanos(1));
    }

    /// The charger tests itself before it says anything, and a failure is a fault.
    private SelfTest selfTest(Uptime now) {
        Optional<Report.Status> fresh = status.filter(last -> !now.isPast(FRESH, last.at()));
        return fresh.map(one -> one.faults().isEmpty() ? SelfTest.PASSED : SelfTest.FAILED)
                .orElse(SelfTest.PENDING);
    }
}
