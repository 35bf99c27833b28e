package stanchion.update;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import stanchion.boot.SlotState;
import stanchion.boot.Verdict;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Slots;
import stanchion.update.tuf.MetadataSource;

/// Brings a charger from one version to the next, and back when the next one does no good. The
/// states are drawn above [Stage].
///
/// It has no thread and no clock: whoever owns it calls [#step] again and again, all its methods
/// from one thread. A step does one bounded thing, such as to fetch one chunk or to write one file.
public final class Updater {
    /// The cause when the other end cannot be asked.
    public static final String UNREACHABLE = "UNREACHABLE";

    /// Who this is to the outside.
    ///
    /// @param random seed of everything that is spread over a fleet
    /// @param machine a word for this start of the machine, another one after the power was gone;
    ///   none where that is not known, or something else than a loss of power has reset it
    public record Settings(
            String device,
            ZoneId zone,
            Pace pace,
            Proof proof,
            long random,
            Optional<String> machine) {}

    /// What surrounds it.
    public record Surroundings(
            MetadataSource metadata, ContentSource content, Charger charger, UpdateEvents events) {}

    /// What it works with.
    ///
    /// @param supply brings versions into the slot that does not run
    record Ports(Supply supply, Charger charger, UpdateEvents events, InstantSource clock) {}

    private final Slots slots;
    private final Settings settings;
    private final Ports ports;
    private final Memory memory;
    private final Schedule schedule;
    private final Bulletin bulletin;
    private final Proving proving;
    private Stage stage;

    /// An updater that has looked at nothing yet, see [#begin].
    public static Updater of(
            Slots slots, Settings settings, Surroundings surroundings, InstantSource clock) {
        Supply supply = new Fetching(slots, settings.device(), surroundings, clock);
        return new Updater(
                slots,
                settings,
                new Ports(supply, surroundings.charger(), surroundings.events(), clock));
    }

    Updater(Slots slots, Settings settings, Ports ports) {
        this.slots = slots;
        this.settings = settings;
        this.ports = ports;
        this.memory = Memory.in(slots.folders().update());
        this.schedule = new Schedule(settings.pace(), settings.random(), now());
        this.bulletin = new Bulletin(slots, memory, ports.events());
        this.proving = new Proving(slots, memory, bulletin, settings.proof());
        this.stage = new Stage.Idle(now());
    }

    /// Puts right what the last start left behind. To be called once, before the first step.
    ///
    /// @throws IOException when the storage fails; calling again later may help
    public void begin() throws IOException {
        stage = new Recovery(slots, memory, bulletin, settings.machine()).begin(schedule.next());
        if (!(stage instanceof Stage.Trying)) {
            ports.charger().confirmed();
        }
        bulletin.publish(stage);
    }

    /// Does one bounded thing, and says when the next is due.
    public Next step() {
        Next next;
        try {
            next = advance();
        } catch (UnreachableException unreachable) {
            bulletin.unreachable(unreachable);
            next = fail();
        } catch (IOException failed) {
            next = refused(new UpdateRefused(UpdateRefusal.STORAGE, failed.toString()));
        } catch (UpdateRefused refused) {
            next = refused(refused);
        }
        bulletin.publish(stage);
        return next;
    }

    private Next refused(UpdateRefused why) {
        bulletin.refused(why);
        if (stage instanceof Stage.Downloading) {
            removePartial(why.refusal());
        }
        return fail();
    }

    /// Nothing half-written stays where the storage lets it be removed; else the next start removes
    /// it. Downloads stay, unless it is room that is missing.
    private void removePartial(UpdateRefusal cause) {
        try {
            if (cause == UpdateRefusal.STORAGE || cause == UpdateRefusal.NO_ROOM) {
                ports.supply().abandon();
            }
            slots.discard();
            memory.forgetStaged();
        } catch (IOException stays) {
            bulletin.tell(UpdateEvents.Event.REFUSED, UpdateRefusal.STORAGE + " " + stays);
        }
    }

    private Next advance() throws IOException, UpdateRefused {
        if (proving.advance(stage, ports.charger().health())) {
            confirmed();
        }
        return switch (stage) {
            case Stage.Idle idle -> idle(idle.until());
            case Stage.Confirmed confirmed -> idle(confirmed.until());
            case Stage.Refreshing _ -> refresh();
            case Stage.Downloading downloading -> download(downloading.wanted());
            case Stage.Staged _ -> go(new Stage.Waiting(gate()));
            case Stage.Waiting _ -> waitForGate();
            case Stage.Holding holding -> hold(holding);
            case Stage.Switching switching -> awaitRestart(switching);
            case Stage.Trying _ -> Next.SOON;
        };
    }

    private void confirmed() {
        succeeded();
        stage = new Stage.Confirmed(schedule.next());
        ports.charger().confirmed();
        bulletin.tell(UpdateEvents.Event.CONFIRMED, slots.running().version().firmware());
    }

    private void succeeded() {
        schedule.succeeded();
        bulletin.succeeded();
    }

    private Next idle(Instant until) {
        Duration wait = Duration.between(now(), until);
        boolean due = wait.isNegative() || wait.isZero();
        if (due || schedule.isBeyond(wait)) {
            return go(new Stage.Refreshing());
        }
        return proving.isProven() || wait.compareTo(Next.SOON.after()) < 0
                ? new Next(wait)
                : Next.SOON;
    }

    private Next refresh() throws IOException, UpdateRefused {
        Optional<Wanted> wanted = look();
        if (wanted.isPresent()) {
            return go(new Stage.Downloading(wanted.get()));
        }
        ports.supply().abandon();
        succeeded();
        return go(new Stage.Idle(schedule.next()));
    }

    private Optional<Wanted> look() throws IOException, UpdateRefused {
        Optional<Wanted> found = ports.supply().look(memory.channel());
        schedule.answered(now());
        return found.filter(one -> !memory.gaveUp(one.sha256(), one.serial()) && isNews(one));
    }

    /// Another version than the one that runs, or the same once more for a new reason.
    private boolean isNews(Wanted wanted) {
        return !wanted.sha256().equals(slots.running().version().sha256())
                || wanted.serial() > memory.serial();
    }

    private Next download(Wanted wanted) throws IOException, UpdateRefused {
        return switch (ports.supply().advance(wanted)) {
            case Supply.More more -> {
                bulletin.progress(more.percent());
                yield Next.NOW;
            }
            case Supply.ChunkRefused refused -> {
                bulletin.chunkRefused(refused.detail());
                yield Next.NOW;
            }
            case Supply.Whole whole -> finish(wanted, whole.firmware());
        };
    }

    /// Who ordered it is written down before it counts as staged, so that no start finds a staged
    /// version of which nobody knows.
    private Next finish(Wanted wanted, String firmware) throws IOException, UpdateRefused {
        memory.stage(new Memory.Staged(slots.running().slot().other(), wanted, firmware));
        if (slots.finish() instanceof Verdict.Refused refused) {
            throw new UpdateRefused(
                    UpdateRefusal.SLOT_REFUSED, refused.cause() + " " + refused.detail());
        }
        ports.supply().abandon();
        succeeded();
        bulletin.tell(UpdateEvents.Event.STAGED, firmware);
        return go(new Stage.Staged());
    }

    /// What is open to the charger, and then to its owner.
    private Gate gate() {
        Gate gate = ports.charger().gate();
        LocalTime local = LocalTime.ofInstant(now(), settings.zone());
        boolean allowed = memory.window().isEmpty() || memory.window().get().holds(local);
        return gate == Gate.OPEN && !allowed ? Gate.OUTSIDE_WINDOW : gate;
    }

    private Next waitForGate() throws IOException {
        Gate gate = gate();
        if (gate != Gate.OPEN) {
            stage = new Stage.Waiting(gate);
            return schedule.isDue(now()) ? lookAgain() : Next.SOON;
        }
        if (schedule.isStale(now())) {
            return lookAgain();
        }
        return new Stage.Waiting(Gate.CHARGER_SILENT).equals(stage)
                ? awaitHold()
                : go(new Stage.Holding(now()));
    }

    /// A charger that has not answered so far is no more than waited for until it does.
    private Next awaitHold() throws IOException {
        Gate gate = ports.charger().hold();
        return switch (gate) {
            case OPEN -> switchOver();
            case CHARGER_SILENT -> Next.SOON;
            case VEHICLE_CHARGES, FAULT, OUTSIDE_WINDOW -> go(new Stage.Waiting(gate));
        };
    }

    /// A version that waits may have been called back. Who cannot be asked does not hold up what
    /// was ordered.
    private Next lookAgain() throws IOException {
        Instant asked = now();
        schedule.asks(asked);
        try {
            Optional<Wanted> wanted = look();
            if (!wanted.equals(memory.staged().map(Memory.Staged::wanted))) {
                slots.discard();
                memory.forgetStaged();
                return go(new Stage.Refreshing());
            }
        } catch (UnreachableException unreachable) {
            bulletin.unreachable(unreachable);
            schedule.again(asked, schedule.failed());
        } catch (UpdateRefused refused) {
            bulletin.refused(refused);
            schedule.again(asked, schedule.failed());
        }
        return Next.NOW;
    }

    /// Waits for the charger to answer that it holds; a gate that closes meanwhile ends that.
    private Next hold(Stage.Holding holding) throws IOException {
        if (schedule.isStale(now())) { // there may be news
            return lookAgain();
        }
        Gate before = gate();
        if (before != Gate.OPEN) {
            return go(new Stage.Waiting(before));
        }
        Gate gate = ports.charger().hold();
        if (gate == Gate.OPEN) {
            return switchOver();
        }
        return gate == Gate.CHARGER_SILENT && holding.isEarly(now())
                ? Next.SOON
                : go(new Stage.Waiting(gate));
    }

    private Next switchOver() throws IOException {
        if (!(slots.otherState() instanceof SlotState.Trying)) {
            if (settings.machine().isPresent()) {
                memory.tries(settings.machine().get());
            }
            slots.startTry();
            bulletin.tell(
                    UpdateEvents.Event.SWITCHING,
                    memory.staged().map(Memory.Staged::firmware).orElse("?"));
        }
        ports.charger().switchOver();
        stage = new Stage.Switching(now());
        return Next.SOON;
    }

    private Next awaitRestart(Stage.Switching switching) {
        return switching.isEarly(now()) ? Next.SOON : go(new Stage.Holding(now()));
    }

    private Next fail() {
        Duration wait = schedule.failed();
        if (stage instanceof Stage.Refreshing || stage instanceof Stage.Downloading) {
            schedule.again(now(), wait);
            stage = new Stage.Idle(schedule.next());
        }
        return new Next(wait);
    }

    /// Looks for an update at the next step; what is under way is looked at again first.
    public void check() {
        schedule.ask(now());
        if (stage instanceof Stage.Idle || stage instanceof Stage.Confirmed) {
            stage = new Stage.Refreshing();
        }
    }

    /// Follows another channel from now on.
    public void follow(Channel channel) throws IOException {
        memory.follow(channel);
        check();
    }

    /// When the owner lets the charger restart; nothing for at any time.
    public void allow(Optional<Window> window) throws IOException {
        memory.allow(window);
    }

    public UpdateState state() {
        return bulletin.state(stage);
    }

    private Next go(Stage next) {
        stage = next;
        return Next.NOW;
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
