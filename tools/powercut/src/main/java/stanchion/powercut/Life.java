package stanchion.powercut;

import java.util.Optional;
import stanchion.powercut.disk.Lies;

/// One charger, from a start of its verifier to the end of its story, or to a power cut.
///
/// ```text
/// start ─► Verifying ─► notify-only ────────────────────────────► violation, unless a fault did it
///   ▲          └► slot boots ─► dies (second version, REVERTED)
///   │                   ├────────┘
///   │                   └► Updating: step, step, … ─► asks for a restart
///   └──────────────────────────────────────┴─► nothing more to do: the end
/// ```
public final class Life {
    private static final int MOST_STARTS = 40;

    private final World world;
    private final Story story;
    private final Ground ground;
    private final Promises promises;
    private final Patience patience;

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
        new Life(world, story, ground, promises, Patience.NONE).run();
    }

    /// Lives once in memory, without a misfortune.
    public static void rehearse(World world, Story story) {
        live(world, story, new InMemory(world.charger(Lies.NONE)), new Promises());
    }

    /// Lives to the end of the story.
    ///
    /// @throws stanchion.powercut.disk.PowerCutError when the power goes before
    /// @throws ViolationException when something happens that must not
    void run() {
        Verifying verifying = new Verifying(world, ground, patience);
        Updating updating = new Updating(world, ground, promises, patience);
        promises.at(Moment.STARTING);
        for (int start = 0; start < MOST_STARTS; start++) {
            patience.tick();
            Optional<Booted> booted = verifying.start();
            if (booted.isEmpty()) {
                continue; // a fault did it, else there was a violation
            }
            promises.start(booted.get().version(), booted.get().boot());
            if (dies(booted.get().version())) {
                promises.at(Moment.REVERTING);
            } else if (updating.live(booted.get(), this::ended)) {
                new End(ground.look(), booted.get().key()).check(story, world);
                return;
            } else {
                promises.at(Moment.STARTING);
            }
        }
        throw new ViolationException(
                "no end after " + MOST_STARTS + " starts; " + updating.lastError());
    }

    private boolean dies(Version version) {
        return story == Story.REVERTED && version.number() == 2;
    }

    /// A good version that was cut off in each of its tries is given up too; then its maker orders
    /// it again.
    private boolean ended(long installed) {
        if (story == Story.CONFIRMED && installed != 2) {
            promises.orderAgain();
            return false;
        }
        return true;
    }
}
