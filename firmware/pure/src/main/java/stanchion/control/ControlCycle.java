package stanchion.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.link.Request.Enablement;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.safety.Interlock;
import stanchion.safety.Interlock.Freshness;
import stanchion.session.Authority;
import stanchion.session.Charge;
import stanchion.session.ChargeMachine;
import stanchion.session.Decision;
import stanchion.session.EventName;
import stanchion.session.Intent;
import stanchion.session.Limits;
import stanchion.session.Measurements;
import stanchion.session.RequestRule;
import stanchion.session.SessionEvent;
import stanchion.units.Uptime;

/// One cycle, one direction:
///
/// ```text
/// Samples ─► Measurements ─► ChargeMachine ─► Decision ─► Interlock ─► Commands
/// ```
///
/// The same code runs in the charger's loop and in the simulator on virtual time. For one thread.
public final class ControlCycle {
    /// What the charger brings along from its previous life.
    ///
    /// @param energy the registers
    /// @param sessions number of the last session
    /// @param closings how often the contactor was closed, over its life
    /// @param tampering what was done to the charger and its owner has not cleared
    public record Memory(EnergyTotals energy, long sessions, long closings, FaultSet tampering) {
        /// A charger's first life.
        public static final Memory NONE = new Memory(EnergyTotals.ZERO, 0, 0, FaultSet.NONE);

        /// Of a charger that nobody tampered with.
        public Memory(EnergyTotals energy, long sessions, long closings) {
            this(energy, sessions, closings, FaultSet.NONE);
        }

        /// The same after a look at the latch that outlasts power cuts. An opening that is known
        /// already tripped it as well: that is no second one.
        public Memory after(TamperLatch.Held latch) {
            boolean isNews =
                    latch instanceof TamperLatch.Held.Tripped && !tampering.contains(Fault.TAMPER);
            return isNews
                    ? new Memory(
                            energy, sessions, closings, tampering.with(Fault.TAMPERED_WHILE_OFF))
                    : this;
        }
    }

    /// What one cycle decided.
    ///
    /// @param commands the output image of this cycle, after the interlock
    /// @param status the charger as it is now
    /// @param reports what the gateway shall know; often empty
    public record Outcome(Commands commands, Report.Status status, List<Report> reports) {}

    /// Why the last cycle decided what it did.
    ///
    /// @param before what the session remembered
    /// @param intent what the outside wanted
    /// @param decided by the session, after the interlock
    public record Thought(Charge before, Measurements measured, Intent intent, Decision decided) {}

    /// The session, as a function of what it remembers, what it measures and what it is asked for.
    @FunctionalInterface
    interface Deciding {
        Decision decide(Charge before, Measurements measured, Intent intent);
    }

    private final BoardProfile board;
    private final Senses senses;
    private final ChargeMachine machine;
    private final Deciding session;
    private final Interlock interlock = new Interlock();
    private final EnergyAccount energy;
    private final SessionLedger ledger;
    private final StatusBoard statusBoard = new StatusBoard();
    private Commands commands = Commands.SAFE;
    private Intent intent = Intent.INITIAL;
    private Optional<Charge> charge = Optional.empty();
    private Optional<Thought> thought = Optional.empty();
    private long interventions;
    private long closings;
    private final FaultSet tampered;

    public ControlCycle(BoardProfile profile, Memory memory) {
        this(profile, memory, new ChargeMachine(profile)::decide);
    }

    /// @param deciding the session's part, which a test may replace by one with a bug
    ControlCycle(BoardProfile profile, Memory memory, Deciding deciding) {
        board = profile;
        senses = new Senses(profile);
        machine = new ChargeMachine(profile);
        session = deciding;
        energy = new EnergyAccount(profile.analog(), memory.energy());
        ledger = new SessionLedger(memory.sessions());
        closings = memory.closings();
        tampered = memory.tampering();
    }

    /// Decides one cycle, 10 ms nominal.
    ///
    /// @param requests what arrived since the previous cycle, in order of arrival
    public Outcome step(Samples samples, List<Request> requests) {
        energy.take(samples.mains());
        return step(senses.read(samples, commands, energy.mains()), requests);
    }

    /// Decides one cycle on values instead of waveforms, for simulations that need no meter: the
    /// energy register stands still.
    public Outcome step(Sensed sensed, List<Request> requests) {
        Measurements measured = senses.judge(sensed, commands);
        List<SessionEvent> events = new ArrayList<>(0);
        List<Report> reports = new ArrayList<>(0);
        Charge before = charge.orElseGet(() -> started(measured, events));
        before = obey(requests, before, measured, new Notes(events, reports));
        Decision decision = session.decide(before, measured, intent);
        events.addAll(decision.events());
        Decision vetted = vet(decision, measured, events);
        charge = Optional.of(vetted.next());
        thought = Optional.of(new Thought(before, measured, intent, vetted));
        countClosing(vetted.commands().contactor(), events);
        commands = vetted.commands();
        return outcome(vetted, measured, new Notes(events, reports));
    }

    private void countClosing(ContactorCommand next, List<SessionEvent> events) {
        if (next == ContactorCommand.CLOSE && commands.contactor() == ContactorCommand.OPEN) {
            closings++;
            events.add(
                    new SessionEvent(
                            EventName.CONTACTOR_CLOSED, "number " + closings + " of its life"));
        }
    }

    /// What the next life must know, as of the last cycle.
    public Memory memory() {
        FaultSet tampering = charge.map(now -> now.guard().faults().tampering()).orElse(tampered);
        return new Memory(energy.totals(), ledger.lastNumber(), closings, tampering);
    }

    /// Of the last cycle; empty before the first one.
    public Optional<Thought> thought() {
        return thought;
    }

    /// In how many cycles the interlock changed what the session had decided; 0 without a bug.
    public long interventions() {
        return interventions;
    }

    /// What a cycle collects on its way.
    private record Notes(List<SessionEvent> events, List<Report> reports) {}

    private Charge started(Measurements measured, List<SessionEvent> events) {
        events.add(new SessionEvent(EventName.STARTED, tampered.text()));
        return Charge.started(measured.at(), tampered);
    }

    private Charge obey(List<Request> requests, Charge before, Measurements measured, Notes notes) {
        Intent aged = RequestRule.aged(intent, measured.at());
        if (!aged.limit().equals(intent.limit())) {
            notes.events.add(
                    new SessionEvent(
                            EventName.LIMIT_EXPIRED, "fallback " + board.fallbackCurrent()));
        }
        if (!aged.allowance().equals(intent.allowance())) {
            notes.events.add(
                    new SessionEvent(
                            EventName.ALLOWANCE_EXPIRED, "fallback " + board.fallbackCurrent()));
        }
        intent = aged;
        Charge now = before;
        for (Request request : requests) {
            now = obey(request, now, measured, notes);
        }
        return now;
    }

    private Charge obey(Request request, Charge now, Measurements measured, Notes notes) {
        RequestRule.Ruling ruling = RequestRule.judge(request, intent, measured.at());
        return switch (ruling) {
            case RequestRule.Ruling.Refused(String reason) -> {
                answer(request, Verdict.REFUSED, reason, now, measured, notes);
                yield now;
            }
            case RequestRule.Ruling.Accepted(Intent wanted) -> {
                if (wanted.enablement() != intent.enablement()) {
                    boolean enabled = wanted.enablement() == Enablement.ENABLED;
                    notes.events.add(
                            new SessionEvent(enabled ? EventName.ENABLED : EventName.DISABLED, ""));
                }
                intent = wanted;
                answer(request, Verdict.ACCEPTED, "", now, measured, notes);
                yield now;
            }
            case RequestRule.Ruling.Suspected(Fault sign) -> {
                answer(request, Verdict.ACCEPTED, "", now, measured, notes);
                yield machine.suspected(now, measured, sign, notes.events::add);
            }
            case RequestRule.Ruling.Told(Uptime raised) -> {
                answer(request, Verdict.ACCEPTED, "", now, measured, notes);
                yield ChargeMachine.told(now, raised, measured.at());
            }
            case RequestRule.Ruling.Clear(Authority authority) ->
                    clear(request, authority, now, measured, notes);
        };
    }

    private Charge clear(
            Request request, Authority authority, Charge now, Measurements measured, Notes notes) {
        return switch (machine.cleared(now, measured, authority, notes.events::add)) {
            case ChargeMachine.Clearing.Refused(String reason) -> {
                answer(request, Verdict.REFUSED, reason, now, measured, notes);
                yield now;
            }
            case ChargeMachine.Clearing.Cleared(Charge freed) -> {
                answer(request, Verdict.ACCEPTED, "", now, measured, notes);
                yield freed;
            }
        };
    }

    private void answer(
            Request request,
            Verdict verdict,
            String reason,
            Charge now,
            Measurements measured,
            Notes notes) {
        Limits limits = Limits.of(board, measured, intent, now.guard().derate());
        notes.reports.add(
                new Report.RequestOutcome(
                        measured.at(), request.id(), verdict, limits.effective().amps(), reason));
    }

    private Decision vet(Decision decision, Measurements measured, List<SessionEvent> events) {
        Interlock.Verdict verdict = interlock.check(facts(measured), decision.commands());
        if (verdict.objection().isEmpty()) {
            return decision;
        }
        Uptime at = measured.at();
        interventions++;
        events.add(
                new SessionEvent(EventName.INTERLOCK_INTERVENED, verdict.objection().get().name()));
        return new Decision(
                ChargeMachine.overruled(decision.next(), at),
                verdict.commands(),
                decision.events(),
                decision.limits());
    }

    private static Interlock.Facts facts(Measurements measured) {
        return new Interlock.Facts(
                measured.pilot().raw(),
                measured.pilot().state(),
                measured.pilot().diode(),
                measured.inputs().earth(),
                measured.inputs().residual(),
                measured.inputs().housing(),
                measured.isLost() ? Freshness.STALE : Freshness.FRESH);
    }

    private Outcome outcome(Decision decision, Measurements measured, Notes notes) {
        String trouble = decision.next().guard().faults().held().text();
        List<Report> reports = notes.reports;
        ledger.take(
                notes.events,
                energy.totals(),
                measured.at(),
                new SessionLedger.Sheet(reports, trouble));
        for (SessionEvent event : notes.events) {
            reports.add(new Report.Event(measured.at(), event.name().name(), event.detail()));
        }
        Report.Status status = statusBoard.status(decision, measured, intent, ledger.energy());
        if (statusBoard.isNews(status)) {
            reports.add(status);
        }
        energy.report(measured.at(), ledger.energy())
                .ifPresent(second -> {
                    ledger.take(second.power());
                    reports.add(second);
                });
        return new Outcome(commands, status, List.copyOf(reports));
    }
}
