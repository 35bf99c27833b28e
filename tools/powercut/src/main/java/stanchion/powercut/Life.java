package stanchion.powercut;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import stanchion.boot.Decision;
import stanchion.boot.Slot;
import stanchion.boot.Startup;
import stanchion.powercut.disk.Lies;
import stanchion.update.Charger;
import stanchion.update.Health;
import stanchion.update.Next;
import stanchion.update.Pace;
import stanchion.update.Proof;
import stanchion.update.UpdateEvents;
import stanchion.update.UpdateState;
import stanchion.update.Updater;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Installed;
import stanchion.update.slot.Running;
import stanchion.update.slot.Slots;

/// One charger, from a start of its verifier to the end of its story, or to a power cut.
///
/// ```text
/// start ─► verifier ─► notify-only ─────────────────────────────► violation, unless a fault did it
///   ▲          └► slot boots ─► dies (second version, REVERTED)
///   │                   ├────────┘
///   │                   └► updater: step, step, … ─► asks for a restart
///   └──────────────────────────────────────┴─► nothing more to do: the end
/// ```
public final class Life {
    private static final int MOST_STARTS = 40;
    private static final int MOST_STEPS = 400;
    private static final Duration QUIET = Duration.ofHours(1);

    private final World world;
    private final Story story;
    private final Ground ground;
    private final Promises promises;
    private final Patience patience;
    private Instant now = World.NOW;
    private String lastError = "";
    private byte[] key = {};

    /// Whether a fault may be the reason that a start fails.
    interface Patience {
        /// Something failed cleanly.
        ///
        /// @param error named by its cause
        void failed(String error);

        /// Whether a start may find nothing to boot.
        boolean mayFail();

        /// Called before every start and step.
        void tick();
    }

    Life(World world, Story story, Ground ground, Promises promises, Patience patience) {
        this.world = world;
        this.story = story;
        this.ground = ground;
        this.promises = promises;
        this.patience = patience;
        promises.powerOn();
    }

    /// Lives on a disk of which nothing may fail, to the end of the story.
    ///
    /// @throws ViolationException when something happens that must not
    public static void live(World world, Story story, Ground ground, Promises promises) {
        new Life(world, story, ground, promises, new Calm()).run();
    }

    /// Lives once in memory, without a misfortune.
    public static void rehearse(World world, Story story) {
        live(world, story, new InMemory(world.charger(Lies.NONE)), new Promises());
    }

    /// Nothing may fail.
    static final class Calm implements Patience {
        @Override
        public void failed(String error) {
            // a slot that may no longer run is told of
        }

        @Override
        public boolean mayFail() {
            return false;
        }

        @Override
        public void tick() {
            // nothing to end
        }
    }

    /// Lives to the end of the story.
    ///
    /// @throws stanchion.powercut.disk.PowerCutError when the power goes before
    /// @throws ViolationException when something happens that must not
    void run() {
        for (int start = 0; start < MOST_STARTS; start++) {
            patience.tick();
            Decision decision = start();
            if (decision instanceof Decision.Boot boot) {
                Version version = check(boot);
                promises.start(version, boot);
                if (!dies(version) && update(boot, version)) {
                    new End(ground.look(), key).check(story, world);
                    return;
                }
            } else if (patience.mayFail()) {
                patience.failed(decision.refused().getFirst().why().cause().name());
            } else {
                throw new ViolationException("nothing boots: " + decision);
            }
        }
        throw new ViolationException("no end after " + MOST_STARTS + " starts; " + lastError);
    }

    private Decision start() {
        Path run = ground.run();
        Decision decision = Startup.onBench(ground.folder(), run);
        ground.requirePower();
        if (decision instanceof Decision.Boot boot) {
            checkCopy(run.resolve("app"), version(boot));
            key = bytes(run.resolve("slots.key"));
            new End(ground.look(), key).checkStaged(world);
        }
        return decision;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Version version(Decision.Boot boot) {
        String sha256 = boot.verdict().evidence().targetsSha256();
        if (sha256.equals(world.first().sha256())) {
            return world.first();
        }
        if (sha256.equals(world.second().sha256())) {
            return world.second();
        }
        throw new ViolationException("a version boots that nobody signed: " + sha256);
    }

    private static void checkCopy(Path app, Version version) {
        int files = 0;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(app)) {
            for (Path file : stream) {
                byte[] expected = version.bytes(String.valueOf(file.getFileName()));
                if (!Arrays.equals(expected, bytes(file))) {
                    throw new ViolationException("what runs is not what was signed: " + file);
                }
                files++;
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (files != version.files().size() - 1) {
            throw new ViolationException("what runs has " + files + " files");
        }
    }

    /// What the verifier said besides.
    private Version check(Decision.Boot boot) {
        Version version = version(boot);
        long epoch = boot.verdict().targets().release().securityEpoch();
        if (boot.verdict().evidence().counter() > epoch) {
            throw new ViolationException("the counter is above what boots");
        }
        for (Decision.SlotRefused refused : boot.refused()) {
            boolean old = version.number() == 2; // the first one may no longer run, and is told of
            if (!old && !patience.mayFail()) {
                throw new ViolationException("a slot is refused: " + refused);
            }
            patience.failed(refused.why().cause().name());
        }
        return version;
    }

    private boolean dies(Version version) {
        return story == Story.REVERTED && version.number() == 2;
    }

    /// @return whether the story is at its end
    private boolean update(Decision.Boot boot, Version version) {
        Restart restart = new Restart();
        try {
            Slots slots = Slots.open(ground.folder(), running(boot, version), key);
            Updater updater = updater(slots, restart);
            updater.begin();
            ground.requirePower();
            return steps(updater, restart, version) && ended(updater.state());
        } catch (IOException failed) {
            ground.requirePower();
            if (!patience.mayFail()) {
                throw new ViolationException("the updater does not begin", failed);
            }
            patience.failed("BEGIN");
            return false;
        } catch (ViolationException violation) {
            throw violation;
        } catch (RuntimeException bug) {
            throw new ViolationException("a bug: " + bug, bug);
        }
    }

    private Updater updater(Slots slots, Restart restart) {
        long serial = promises.serial();
        Updater.Settings settings =
                new Updater.Settings(
                        World.DEVICE,
                        ZoneOffset.UTC,
                        Pace.USUAL,
                        Proof.USUAL,
                        serial,
                        Optional.of("power-" + promises.powered()));
        Updater.Surroundings surroundings =
                new Updater.Surroundings(
                        (name, most) -> world.metadata(serial, name),
                        world::chunk,
                        restart,
                        restart);
        return Updater.of(slots, settings, surroundings, () -> now);
    }

    /// Until a restart is asked for, or there is nothing to do for long.
    ///
    /// @return whether there is nothing to do
    private boolean steps(Updater updater, Restart restart, Version version) {
        for (int step = 0; step < MOST_STEPS; step++) {
            patience.tick();
            Next next = updater.step();
            ground.requirePower();
            updater.state().lastError().ifPresent(this::tell);
            if (ground.struck()) {
                new End(ground.look(), key).checkSlot(updater.state().slot(), version);
            }
            if (restart.asked) {
                return false;
            }
            boolean idle =
                    updater.state().phase() == UpdateState.Phase.IDLE
                            || updater.state().phase() == UpdateState.Phase.CONFIRMED;
            if (idle && next.after().compareTo(QUIET) > 0 && restart.settled) {
                return true;
            }
            now = now.plus(next.after());
        }
        throw new ViolationException("no end after " + MOST_STEPS + " steps; " + lastError);
    }

    private void tell(UpdateState.LastError error) {
        String said = error.cause() + " " + error.detail();
        if (said.equals(lastError)) {
            return;
        }
        lastError = said;
        if (!patience.mayFail()) {
            throw new ViolationException("an error without a fault: " + said);
        }
        patience.failed(error.cause());
    }

    /// A good version that was cut off in each of its tries is given up too; then its maker orders
    /// it again.
    private boolean ended(UpdateState state) {
        boolean second = state.installed().targets() == 2;
        if (story == Story.CONFIRMED && !second) {
            promises.orderAgain();
            return false;
        }
        return true;
    }

    private Running running(Decision.Boot boot, Version version) {
        Map<Slot, String> refused = new EnumMap<>(Slot.class);
        boot.refused().forEach(one -> refused.put(one.slot(), one.why().cause().name()));
        long epoch = boot.verdict().targets().release().securityEpoch();
        Installed installed =
                new Installed(version.name(), version.number(), version.sha256(), epoch);
        boolean loop = boot.notes().stream().anyMatch(note -> note.startsWith("BOOT_LOOP"));
        return new Running(
                boot.step().slot(),
                installed,
                loop ? Running.Order.BOOT_LOOP : Running.Order.RECORDED,
                refused);
    }

    /// The charger and those who listen, at one start of the updater. Nobody charges, all is well.
    private final class Restart implements Charger, UpdateEvents {
        private boolean asked;
        private boolean settled;

        @Override
        public Gate gate() {
            return Gate.OPEN;
        }

        @Override
        public Gate hold() {
            return Gate.OPEN;
        }

        @Override
        public void switchOver() {
            asked = true;
        }

        @Override
        public void confirmed() {
            settled = true;
        }

        @Override
        public Health health() {
            return new Health(QUIET, Health.SelfTest.PASSED, Duration.ZERO);
        }

        @Override
        public void happened(Event event, String detail) {
            switch (event) {
                case CONFIRMED -> promises.confirm();
                case REVERTED -> promises.revert();
                case STAGED, SWITCHING, REFUSED, CHUNK_REFUSED -> {}
            }
        }

        @Override
        public void changed(UpdateState state) {
            // asked for after every step
        }
    }
}
