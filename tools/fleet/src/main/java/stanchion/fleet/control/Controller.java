package stanchion.fleet.control;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.publish.Publication;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.fleet.store.Alert;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.Counts;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.sign.Assignments;

/// Moves rollouts on or halts them, and sees to it that what is assigned is what the store wants.
///
/// ```text
/// counts ─► RolloutPlan.decide ─► store ─► Desired ─► differs? sign assignment, snapshot, timestamp
///                                                       └─► publish
/// ```
///
/// One at a time acts, see [FleetStore#lead]. It remembers nothing: whoever comes next carries on
/// at the same place, also in the middle of a step.
public final class Controller implements AutoCloseable {
    /// How old a timestamp grows before it is signed again, though nothing has changed.
    static final Duration RENEWAL = Duration.ofDays(1);

    private static final String WHO = "controller";

    private final FleetStore store;
    private final Assignments assignments;
    private final FleetClient broker;
    private final Settings settings;
    private Optional<FleetStore.Lead> lead = Optional.empty();
    private Instant renewed = Instant.EPOCH;
    private boolean published;

    /// How it works.
    ///
    /// @param repository whose assignments it writes
    /// @param silence after which a charger that was last heard in the middle of a try has failed
    /// @param news one line for a person, when something is decided
    public record Settings(Path repository, Duration silence, Consumer<String> news) {}

    /// Of a fleet.
    public Controller(
            FleetStore store, Assignments assignments, FleetClient broker, Settings settings) {
        this.store = store;
        this.assignments = assignments;
        this.broker = broker;
        this.settings = settings;
    }

    /// Does what is due.
    ///
    /// @return whether this one leads
    public boolean step(Instant now) throws FleetException {
        if (!leads()) {
            return false;
        }
        for (RolloutRow rollout : store.rollouts()) {
            if (rollout.state() == RolloutRow.State.RUNNING) {
                decide(rollout, now);
            }
        }
        assign(now);
        return true;
    }

    private boolean leads() throws FleetException {
        if (lead.isPresent() && lead.get().holds()) {
            return true;
        }
        lead.ifPresent(FleetStore.Lead::close);
        lead = store.lead();
        published = false;
        return lead.isPresent();
    }

    private void decide(RolloutRow rollout, Instant now) throws FleetException {
        store.enlist(rollout);
        Counts counts = store.counts(rollout, now.minus(settings.silence()));
        Duration stood = Duration.between(rollout.since(), now);
        switch (rollout.plan().decide(rollout.stage(), counts, stood)) {
            case RolloutPlan.Decision.Wait wait -> {
                // nothing to do
            }
            case RolloutPlan.Decision.Halt(var why) ->
                    change(rollout.in(RolloutRow.State.HALTED, now, why), "halted", now);
            case RolloutPlan.Decision.Next(var why) -> next(rollout, now, why);
        }
    }

    private void next(RolloutRow rollout, Instant now, String why) throws FleetException {
        Optional<RolloutRow> further = rollout.further(now, why);
        if (further.isPresent()) {
            change(further.get(), "goes on to " + further.get().permyriad() + " of 10000", now);
        } else {
            if (rollout.permyriad() == RolloutPlan.WHOLE) {
                store.channel(rollout.channel(), rollout.targets());
            }
            change(rollout.in(RolloutRow.State.DONE, now, why), "is done", now);
        }
    }

    private void change(RolloutRow row, String what, Instant now) throws FleetException {
        store.rollout(row);
        String line = "rollout " + row.id() + " " + what + ": " + row.reason();
        store.note(new AuditEntry(now, WHO, line));
        settings.news().accept(line);
    }

    /// Signs and publishes where that is due.
    private void assign(Instant now) throws FleetException {
        try {
            Plan plan = assignments.plan();
            Desired.Wanted wanted = new Desired(store).plan(plan, found());
            tell(wanted.missing(), now);
            if (!wanted.plan().equals(plan)) {
                long version = assignments.write(wanted.plan(), now);
                renewed = now;
                published = false;
                store.note(new AuditEntry(now, WHO, "assignment " + version + " signed"));
            } else if (renewed.plus(RENEWAL).isBefore(now)) {
                assignments.refresh(now);
                renewed = now;
                published = false;
            }
        } catch (ReleaseException refused) {
            throw new FleetException(refused.line());
        }
        if (!published) {
            Publication.publish(settings.repository(), broker);
            published = true;
        }
    }

    /// The versions of the repository, which commands then know of, too.
    private SortedSet<Long> found() throws FleetException, ReleaseException {
        SortedSet<Long> assignable = assignments.repository().assignable();
        if (!assignable.equals(store.assignable())) {
            store.assignable(assignable);
        }
        return assignable;
    }

    /// Says once what cannot be as somebody wants it, and takes it back when it can.
    private void tell(SortedMap<String, Long> missing, Instant now) throws FleetException {
        for (String before : store.alarmed(Alert.Kind.VERSION_MISSING)) {
            if (!missing.containsKey(before)) {
                store.settle(before);
            }
        }
        for (Map.Entry<String, Long> one : missing.entrySet()) {
            String what = "version " + one.getValue() + " is not in the repository: nobody gets it";
            if (store.raise(new Alert(one.getKey(), Alert.Kind.VERSION_MISSING, what, now))) {
                String line = one.getKey() + ": " + what;
                store.note(new AuditEntry(now, WHO, line));
                settings.news().accept(line);
            }
        }
    }

    @Override
    public void close() {
        lead.ifPresent(FleetStore.Lead::close);
        lead = Optional.empty();
    }
}
