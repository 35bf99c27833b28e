package stanchion.update;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import stanchion.boot.SlotState;
import stanchion.boot.Verdict;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Running;
import stanchion.update.slot.Situation;
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

    /// A restart that was asked for and did not come is asked for again.
    static final Duration SWITCH_PATIENCE = Duration.ofMinutes(1);

    /// How long the charger's answer is waited for as a part of the switch. It is asked on after
    /// that, as one that is silent.
    static final Duration HOLD_PATIENCE = Duration.ofSeconds(10);

    /// Before a switch what the maker says must be known as of so long ago, if it can be asked.
    static final Duration FRESH = Duration.ofMinutes(10);

    /// Who this is to the outside.
    ///
    /// @param random seed of everything that is spread over a fleet
    public record Settings(String device, ZoneId zone, Pace pace, Proof proof, long random) {}

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
    private final Random random;

    private Stage stage;
    private Instant nextLook;
    private Instant lastLook = Instant.EPOCH;
    private int failures;
    private int refusedChunks;
    private int percent;
    private Optional<UpdateState.LastError> lastError = Optional.empty();
    private Optional<UpdateState> published = Optional.empty();
    private Proven proven = Proven.NOT_YET;

    /// Whether the running version has shown that it does well since this start.
    private enum Proven {
        NOT_YET,
        YES
    }

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
        this.random = new Random(settings.random());
        this.nextLook = now().plus(part(settings.pace().firstCheck()));
        this.stage = new Stage.Idle(now());
    }

    /// Puts right what the last start left behind. To be called once, before the first step.
    ///
    /// @throws IOException when the storage fails; calling again later may help
    public void begin() throws IOException {
        memory.recall();
        switch (slots.recover()) {
            case Situation.OnTry _ -> stage = new Stage.Trying();
            case Situation.Waiting waiting -> resume(waiting);
            case Situation.Reverted reverted -> revert(reverted);
            case Situation.Settled _ -> settle();
        }
        publish();
    }

    private void settle() throws IOException {
        if (runsWhatWasStaged()) { // confirmed, but cut off before it was written down
            memory.done();
        }
        memory.forgetStaged();
        stage = new Stage.Idle(nextLook);
        ports.charger().confirmed();
    }

    private boolean runsWhatWasStaged() {
        Running running = slots.running();
        return memory.staged().isPresent()
                && memory.staged().get().slot() == running.slot()
                && memory.staged().get().is(running.version().sha256());
    }

    private void resume(Situation.Waiting waiting) throws IOException {
        settleRunning();
        if (memory.staged().filter(one -> one.is(waiting.targets())).isPresent()) {
            stage = new Stage.Staged();
        } else { // nobody knows any more who ordered it
            slots.discard();
            memory.forgetStaged();
            stage = new Stage.Idle(nextLook);
        }
    }

    private void settleRunning() {
        ports.charger().confirmed();
    }

    private void revert(Situation.Reverted reverted) throws IOException {
        Optional<Memory.Staged> tried = memory.staged().filter(one -> one.is(reverted.targets()));
        String firmware = tried.map(Memory.Staged::firmware).orElse(reverted.targets());
        Wanted wanted =
                tried.map(Memory.Staged::wanted)
                        .orElse(new Wanted(0, reverted.targets(), memory.serial()));
        memory.giveUp(
                new GaveUp(wanted.targets(), wanted.sha256(), wanted.serial(), reverted.cause()));
        slots.giveUp();
        settleRunning();
        stage = new Stage.Idle(nextLook);
        tell(UpdateEvents.Event.REVERTED, reverted.cause() + " " + firmware);
    }

    /// Does one bounded thing, and says when the next is due.
    public Next step() {
        Next next;
        try {
            next = advance();
        } catch (UnreachableException unreachable) {
            next = fail(new UpdateState.LastError(UNREACHABLE, unreachable.detail()));
        } catch (IOException failed) {
            next = refused(new UpdateRefused(UpdateRefusal.STORAGE, failed.toString()));
        } catch (UpdateRefused refused) {
            next = refused(refused);
        }
        publish();
        return next;
    }

    private Next refused(UpdateRefused why) {
        boolean underWay = stage instanceof Stage.Downloading;
        tellRefused(why);
        if (underWay) {
            removePartial(why.refusal());
        }
        return fail(error(why));
    }

    /// Once for every cause, not for every attempt.
    private void tellRefused(UpdateRefused why) {
        if (lastError.filter(error(why)::equals).isEmpty()) {
            tell(UpdateEvents.Event.REFUSED, why.refusal() + " " + why.detail());
        }
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
            tell(UpdateEvents.Event.REFUSED, UpdateRefusal.STORAGE + " " + stays);
        }
    }

    private static UpdateState.LastError error(UpdateRefused why) {
        return new UpdateState.LastError(why.refusal().name(), why.detail());
    }

    private Next advance() throws IOException, UpdateRefused {
        prove();
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

    /// Whatever runs must prove itself: a version on its try to be confirmed, any other so that its
    /// starts are no longer counted.
    private void prove() throws IOException {
        if (slots.confirming()) {
            slots.confirm();
        }
        if (proven == Proven.YES || !settings.proof().holds(ports.charger().health())) {
            return;
        }
        if (stage instanceof Stage.Trying) {
            confirm();
        } else if (slots.running().order() == Running.Order.BOOT_LOOP) {
            giveUpTheLooping();
        }
        slots.settled();
        proven = Proven.YES;
    }

    private void confirm() throws IOException {
        slots.confirm();
        memory.done();
        failures = 0;
        lastError = Optional.empty();
        stage = new Stage.Confirmed(nextLook);
        ports.charger().confirmed();
        tell(UpdateEvents.Event.CONFIRMED, slots.running().version().firmware());
    }

    private void giveUpTheLooping() throws IOException {
        if (slots.otherState() instanceof SlotState.Confirmed looping
                && !looping.targets().equals(slots.running().version().sha256())) {
            memory.giveUp(new GaveUp(0, looping.targets(), memory.serial(), "BOOT_LOOP"));
        }
        slots.prefer();
        tell(UpdateEvents.Event.REVERTED, "BOOT_LOOP");
    }

    private Next idle(Instant until) {
        Duration wait = Duration.between(now(), until);
        boolean due = wait.isNegative() || wait.isZero();
        boolean clockWasSet = wait.compareTo(settings.pace().period().multipliedBy(2)) > 0;
        if (due || clockWasSet) {
            return go(new Stage.Refreshing());
        }
        return proven == Proven.YES || wait.compareTo(Next.SOON.after()) < 0
                ? new Next(wait)
                : Next.SOON;
    }

    private Next refresh() throws IOException, UpdateRefused {
        Optional<Wanted> wanted = look();
        if (wanted.isPresent()) {
            return go(new Stage.Downloading(wanted.get()));
        }
        ports.supply().abandon();
        failures = 0;
        lastError = Optional.empty();
        return go(new Stage.Idle(nextLook));
    }

    private Optional<Wanted> look() throws IOException, UpdateRefused {
        Optional<Wanted> found = ports.supply().look(memory.channel());
        lastLook = now();
        nextLook = lastLook.plus(around(settings.pace().period()));
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
                percent = more.percent();
                yield Next.NOW;
            }
            case Supply.ChunkRefused refused -> {
                refusedChunks++;
                tell(UpdateEvents.Event.CHUNK_REFUSED, refused.detail());
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
        lastError = Optional.empty();
        failures = 0;
        tell(UpdateEvents.Event.STAGED, firmware);
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
            return now().isBefore(nextLook) ? Next.SOON : lookAgain();
        }
        if (now().isAfter(lastLook.plus(FRESH))) {
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
        lastLook = now();
        try {
            Optional<Wanted> wanted = look();
            if (!wanted.equals(memory.staged().map(Memory.Staged::wanted))) {
                slots.discard();
                memory.forgetStaged();
                return go(new Stage.Refreshing());
            }
        } catch (UnreachableException unreachable) {
            lastError = Optional.of(new UpdateState.LastError(UNREACHABLE, unreachable.detail()));
            nextLook = lastLook.plus(backOff());
        } catch (UpdateRefused refused) {
            tellRefused(refused);
            lastError = Optional.of(error(refused));
            nextLook = lastLook.plus(backOff());
        }
        return Next.NOW;
    }

    /// Waits for the charger to answer that it holds; a gate that closes meanwhile ends that.
    private Next hold(Stage.Holding holding) throws IOException {
        if (now().isAfter(lastLook.plus(FRESH))) { // there may be news
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
        boolean isEarly =
                !now().isBefore(holding.since())
                        && now().isBefore(holding.since().plus(HOLD_PATIENCE));
        return gate == Gate.CHARGER_SILENT && isEarly ? Next.SOON : go(new Stage.Waiting(gate));
    }

    private Next switchOver() throws IOException {
        if (!(slots.otherState() instanceof SlotState.Trying)) {
            slots.startTry();
            tell(
                    UpdateEvents.Event.SWITCHING,
                    memory.staged().map(Memory.Staged::firmware).orElse("?"));
        }
        ports.charger().switchOver();
        stage = new Stage.Switching(now());
        return Next.SOON;
    }

    private Next awaitRestart(Stage.Switching switching) {
        Instant asked = switching.asked();
        return now().isBefore(asked.plus(SWITCH_PATIENCE)) && !now().isBefore(asked)
                ? Next.SOON
                : go(new Stage.Holding(now()));
    }

    private Next fail(UpdateState.LastError why) {
        lastError = Optional.of(why);
        Duration wait = backOff();
        if (stage instanceof Stage.Refreshing || stage instanceof Stage.Downloading) {
            nextLook = now().plus(wait);
            stage = new Stage.Idle(nextLook);
        }
        return new Next(wait);
    }

    private Duration backOff() {
        Pace pace = settings.pace();
        Duration wait = pace.backOff();
        for (int i = 0; i < failures && wait.compareTo(pace.longestBackOff()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        failures++;
        return around(wait.compareTo(pace.longestBackOff()) < 0 ? wait : pace.longestBackOff());
    }

    /// Looks for an update at the next step; what is under way is looked at again first.
    public void check() {
        nextLook = now();
        lastLook = Instant.EPOCH;
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
        Optional<UpdateState.Offered> offered =
                stage instanceof Stage.Downloading downloading
                        ? Optional.of(offered(downloading.wanted()))
                        : memory.staged().map(Updater::offered);
        Optional<Gate> waitingFor =
                stage instanceof Stage.Waiting waiting
                        ? Optional.of(waiting.closed())
                        : Optional.empty();
        return new UpdateState(
                stage.phase(),
                slots.running().version(),
                slots.running().slot(),
                stage instanceof Stage.Trying ? Optional.empty() : offered,
                stage instanceof Stage.Downloading ? OptionalInt.of(percent) : OptionalInt.empty(),
                waitingFor,
                memory.gaveUp(),
                refusedChunks,
                lastError,
                memory.channel(),
                memory.serial());
    }

    private static UpdateState.Offered offered(Wanted wanted) {
        return new UpdateState.Offered(Optional.empty(), wanted.targets(), wanted.sha256());
    }

    private static UpdateState.Offered offered(Memory.Staged staged) {
        Wanted wanted = staged.wanted();
        return new UpdateState.Offered(
                Optional.of(staged.firmware()), wanted.targets(), wanted.sha256());
    }

    private void publish() {
        UpdateState state = state();
        if (published.filter(state::equals).isEmpty()) {
            published = Optional.of(state);
            ports.events().changed(state);
        }
    }

    private void tell(UpdateEvents.Event event, String detail) {
        ports.events().happened(event, detail);
    }

    private Next go(Stage next) {
        stage = next;
        return Next.NOW;
    }

    private Instant now() {
        return ports.clock().instant();
    }

    /// A random part of a time.
    private Duration part(Duration whole) {
        return Duration.ofMillis(random.nextLong(Math.max(1, whole.toMillis())));
    }

    /// A time, a tenth of it more or less.
    private Duration around(Duration time) {
        return time.minus(time.dividedBy(10)).plus(part(time.dividedBy(5)));
    }
}
