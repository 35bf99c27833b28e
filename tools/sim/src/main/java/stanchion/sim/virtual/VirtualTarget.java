package stanchion.sim.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import stanchion.control.ControlCycle;
import stanchion.control.ControlCycle.Memory;
import stanchion.control.ControlCycle.Outcome;
import stanchion.control.Sensed;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.MainsBlock;
import stanchion.hal.Samples;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Input;
import stanchion.journal.Words;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.safety.Fault;
import stanchion.sim.Hands;
import stanchion.sim.Truth;
import stanchion.sim.World;
import stanchion.sim.scenario.Observation;
import stanchion.sim.scenario.Target;
import stanchion.sim.scenario.Updating;
import stanchion.sim.scenario.Verb;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.units.Uptime;
import stanchion.units.Watts;

/// The firmware's control cycle wired to a world, on virtual time, in one thread.
///
/// A cycle's commands reach the pins when the cycle ends. `restart` kills the charger: its hardware
/// falls to the safe side and the same code starts anew with what a charger remembers. While the
/// link is down requests wait, and so do reports of events.
public final class VirtualTarget implements Target {
    /// A process that died needs this long until its first cycle. As long as a board's watchdog may
    /// wait for a sign of life.
    private static final Duration WATCHDOG = Duration.ofSeconds(5);

    private static final Duration RESTART = Duration.ofMillis(1500);

    private static final int CYCLE_MILLIS = 10;
    private static final long OWN_REQUEST = -1;
    private static final Duration CYCLE = Duration.ofMillis(CYCLE_MILLIS);

    /// A stride through quiet time.
    private static final int STRIDE_MILLIS = 1000;

    /// How many short cycles without any change make time quiet.
    private static final int QUIET_CYCLES = 50;

    /// How the world is sensed.
    public enum Fidelity {
        /// As codes of its converters, every 10 ms.
        WAVEFORMS,
        /// As values; while nothing changes, every second.
        VALUES
    }

    private BoardProfile profile;
    private final World world;
    private final Fidelity fidelity;
    private final Consumer<JournalEntry> journal;
    private final List<Request> mailbox = new ArrayList<>();
    private final List<String> unsent = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private ControlCycle charger;
    private Optional<Report.Status> status = Optional.empty();
    private final List<Samples> missed = new ArrayList<>();
    private Duration goesOnAt = Duration.ZERO;
    private Optional<Duration> bootsAt = Optional.empty();
    private Memory memory = Memory.NONE;
    private boolean linked = true;
    private long requests;
    private long interventions;
    private ContactorCommand commanded = ContactorCommand.OPEN;
    private boolean overruled;
    private boolean tampered;
    private Optional<Watts> power = Optional.empty();
    private final VirtualMeter meter;
    private Commands commands = Commands.SAFE;
    private int quietCycles;
    private long cycles;
    private long decisions;
    private long digest;

    public VirtualTarget(BoardProfile profile, World world) {
        this(profile, world, Fidelity.WAVEFORMS, _ -> {});
    }

    /// A charger that has just started.
    ///
    /// @param journal told everything from which the charger's decisions can be repeated
    public VirtualTarget(
            BoardProfile profile, World world, Fidelity fidelity, Consumer<JournalEntry> journal) {
        this.profile = profile;
        this.world = world;
        this.fidelity = fidelity;
        this.journal = journal;
        meter = new VirtualMeter(world, profile.analog().phases().size());
        charger = started();
        advance(CYCLE);
    }

    private ControlCycle started() {
        journal.accept(
                new JournalEntry.Begun(
                        new Beginning(
                                Beginning.SIMULATED,
                                Words.checksum(),
                                profile,
                                memory,
                                decisions)));
        return new ControlCycle(profile, memory);
    }

    @Override
    public void apply(Verb verb, String line) {
        quietCycles = 0;
        switch (verb) {
            case Verb.OfWorld ofWorld -> Hands.apply(ofWorld, world);
            case Verb.Built(var trait) -> rebuild(trait, line);
            case Verb.SerialMeter(var percent) -> meter.shows(percent);
            case Verb.Stall(Duration span) -> goesOnAt = world.age().plus(span);
            case Verb.Link(var setting) -> link(setting);
            case Verb.Restart() -> restart();
            case Verb.Hang() -> hang();
            case Verb.KillGateway() -> {} // no process here: to the charger it is no event at all
            case Verb.OfGateway ofGateway -> mailbox.add(request(ofGateway));
            case Verb.OfMaker _ ->
                    throw new IllegalArgumentException(line + ": virtual time has no versions");
        }
    }

    /// The same world around a charger of another board; the board is as old as the charger.
    private void rebuild(Verb.Trait trait, String line) {
        if (world.age().compareTo(CYCLE) > 0) {
            throw new IllegalArgumentException(line + ": a board is built before anything else");
        }
        profile = Boards.with(profile, trait);
        world.refit(profile);
        charger = started();
    }

    private Request request(Verb.OfGateway verb) {
        requests++;
        return switch (verb) {
            case Verb.Limit(var amps, var validFor) -> new Request.Limit(requests, amps, validFor);
            case Verb.Enable() -> new Request.Enable(requests, Request.Enablement.ENABLED);
            case Verb.Disable() -> new Request.Enable(requests, Request.Enablement.DISABLED);
            case Verb.Clear() -> new Request.ClearFaults(requests);
            case Verb.Forge() -> new Request.Suspect(requests, Fault.REFUSED_TOO_OFTEN);
            case Verb.ClearTampering() -> new Request.ClearTampering(requests);
        };
    }

    private void link(Setting setting) {
        linked = setting == Setting.ON;
        if (linked) {
            events.addAll(unsent);
            unsent.clear();
        }
    }

    private void restart() {
        world.silence();
        bootsAt = Optional.of(world.age().plus(RESTART));
    }

    /// Nothing is commanded any more; what that does to the outputs is the board's matter.
    private void hang() {
        bootsAt = Optional.of(world.age().plus(WATCHDOG).plus(RESTART));
    }

    @Override
    public Observation observe() {
        Report.Status now = status.orElseThrow();
        Truth truth = world.truth();
        return new Observation(
                world.age(),
                now.pilot(),
                now.state(),
                truth.poles(),
                truth.duty(),
                now.offer(),
                now.faults(),
                now.sessionEnergy(),
                Updating.UNSAID,
                events);
    }

    @Override
    public void advance(Duration span) {
        Duration end = world.age().plus(span);
        while (world.age().compareTo(end) < 0) {
            cycle(end.minus(world.age()).toMillis());
        }
    }

    @Override
    public Duration resolution() {
        return CYCLE;
    }

    private void cycle(long restMillis) {
        int millis = strideMillis(restMillis);
        Function<List<Request>, Outcome> charge = sensed(millis);
        cycles++;
        if (world.age().compareTo(goesOnAt) < 0 || isBooting()) {
            return;
        }
        List<Request> arrived = linked ? List.copyOf(mailbox) : List.of();
        mailbox.removeAll(arrived);
        Outcome outcome = charge.apply(arrived);
        world.apply(outcome.commands());
        commanded = outcome.commands().contactor();
        status = Optional.of(outcome.status());
        countIntervention(outcome.status().faults().contains(Fault.INTERLOCK));
        outcome.reports().forEach(this::receive);
        armLatch();
        meter.look(power).ifPresent(sign -> mailbox.add(new Request.Suspect(OWN_REQUEST, sign)));
        follow(outcome.commands());
    }

    /// Once nothing is left for the owner to clear.
    private void armLatch() {
        boolean stands = !charger.memory().tampering().isEmpty();
        if (tampered && !stands) {
            world.armLatch();
        }
        tampered = stands;
    }

    private int strideMillis(long restMillis) {
        boolean strides = fidelity == Fidelity.VALUES && quietCycles >= QUIET_CYCLES;
        return strides ? Math.clamp(restMillis, 1, STRIDE_MILLIS) : CYCLE_MILLIS;
    }

    /// Lets the world go on and answers the charger's part of the cycle.
    private Function<List<Request>, Outcome> sensed(int millis) {
        return switch (fidelity) {
            case WAVEFORMS -> {
                Uptime end = new Uptime(world.age().plusMillis(millis).toNanos());
                missed.add(world.advance(millis, end));
                yield arrived -> charged(new JournalEntry.Waves(joined()), arrived);
            }
            case VALUES -> {
                Sensed values = world.sense(millis);
                yield arrived -> charged(new JournalEntry.Values(values), arrived);
            }
        };
    }

    private Outcome charged(Input input, List<Request> arrived) {
        decisions++;
        try {
            Outcome outcome =
                    switch (input) {
                        case JournalEntry.Waves(Samples samples) -> charger.step(samples, arrived);
                        case JournalEntry.Values(Sensed values) -> charger.step(values, arrived);
                    };
            journal.accept(new Cycle(input, arrived, new JournalEntry.Decided(outcome)));
            return outcome;
        } catch (RuntimeException bug) {
            journal.accept(new Cycle(input, arrived, new JournalEntry.Threw(bug.toString())));
            throw bug;
        }
    }

    private boolean isBooting() {
        if (bootsAt.isEmpty()) {
            return false;
        }
        quietCycles = 0;
        if (world.age().compareTo(bootsAt.get()) < 0) {
            return true;
        }
        bootsAt = Optional.empty();
        memory = latched().after(world.latch(Optional::empty));
        charger = started();
        while (missed.size() > 1) {
            missed.removeFirst(); // nobody heard these
        }
        return false;
    }

    private void follow(Commands next) {
        boolean same = next.equals(commands);
        quietCycles = same && world.isSteady() ? quietCycles + 1 : 0;
        if (!same) {
            decided(next.toString());
        }
        commands = next;
    }

    private void decided(String what) {
        digest = digest * 31 + (world.age() + " " + what).hashCode();
    }

    /// A number that follows from all that was decided so far, and when.
    public long digest() {
        return digest;
    }

    /// How many cycles there were so far.
    public long cycles() {
        return cycles;
    }

    /// What was sampled since the last cycle; what a loop that stood still missed of the mains
    /// comes as one block.
    private Samples joined() {
        Samples last = missed.getLast();
        if (missed.size() == 1) {
            missed.clear();
            return last;
        }
        MainsBlock first = missed.getFirst().mains();
        int[] codes =
                missed.stream().flatMapToInt(one -> Arrays.stream(one.mains().codes())).toArray();
        missed.clear();
        return new Samples(
                last.at(),
                last.pilot(),
                last.proximityCode(),
                new MainsBlock(first.firstFrame(), first.channels(), codes),
                last.inputs());
    }

    private void countIntervention(boolean now) {
        interventions += now && !overruled ? 1 : 0;
        overruled = now;
    }

    private void receive(Report report) {
        switch (report) {
            case Report.Event event -> {
                decided(event.name() + " " + event.detail());
                quietCycles = 0;
                (linked ? events : unsent).add(event.name());
            }
            case Report.Meter second -> {
                power = Optional.of(second.power());
                remember(second.energy(), memory.sessions());
            }
            case Report.Session session -> remember(memory.energy(), session.number());
            case Report.Status _, Report.Rhythm _, Report.RequestOutcome _ -> {}
        }
    }

    /// Tampering is written down at once, energy every second.
    private Memory latched() {
        Memory last = charger.memory();
        return new Memory(memory.energy(), memory.sessions(), memory.closings(), last.tampering());
    }

    private void remember(EnergyTotals energy, long sessions) {
        memory = new Memory(energy, sessions, charger.memory().closings());
    }

    /// How often the interlock overruled the session.
    public long interventions() {
        return interventions;
    }

    /// What the charger told the contactor in its last cycle.
    public ContactorCommand commanded() {
        return commanded;
    }

    /// What is so in the world.
    public Truth truth() {
        return world.truth();
    }
}
