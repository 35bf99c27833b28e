package stanchion.powercut;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import stanchion.powercut.disk.Dice;
import stanchion.powercut.disk.Disk;
import stanchion.powercut.disk.Fault;
import stanchion.powercut.disk.Lies;
import stanchion.powercut.disk.Operation;
import stanchion.powercut.disk.PowerCutError;

/// One story with one kind of misfortune, and its tally.
final class Run {
    /// How often the power goes in one nested run, at most.
    static final int DEEPEST = 4;

    private static final int PATIENCE = 6;
    private static final int SOON = 25;

    private final World world;
    private final Story story;
    private final String name;
    private final TreeMap<String, Integer> errors = new TreeMap<>();
    private final List<String> history = new ArrayList<>();
    private Disk disk;
    private long cuts;
    private long survivors;
    private long repairs;

    private Run(World world, Lies lies, Story story, String name) {
        this.world = world;
        this.story = story;
        this.name = name;
        this.disk = world.charger(lies);
    }

    /// How many operations a story has when nothing goes wrong.
    ///
    /// @param log every change in order
    record Length(List<Operation> log, int reads) {
        int changes() {
            return log.size();
        }
    }

    static Length length(World world, Story story) {
        Run run = new Run(world, Lies.NONE, story, "");
        run.disk.set(Fault.NONE);
        run.lives(new Promises(), Patience.NONE);
        return new Length(run.disk.log(), run.disk.reads());
    }

    /// The power goes at one change; everything that may be left then is lived on to the end.
    static Tally cut(World world, Lies lies, Story story, int change, int mixtures) {
        Run run = new Run(world, lies, story, story + " cut at change " + change);
        return run.tally(() -> run.cutAt(change, mixtures), 0, 0);
    }

    /// The power goes several times, at changes and with survivors that a seed picks.
    static Tally nested(World world, Lies lies, long seed, Length[] lengths) {
        SplittableRandom random = new SplittableRandom(seed);
        Story story = random.nextBoolean() ? Story.CONFIRMED : Story.REVERTED;
        int changes = lengths[story == Story.CONFIRMED ? 0 : 1].changes();
        Run run = new Run(world, lies, story, story + " seed " + seed);
        return run.tally(() -> run.cutAgainAndAgain(random, changes), 1, 0);
    }

    /// The disk is full, or cannot be read; then it can again.
    static Tally fault(World world, Story story, Fault fault) {
        Run run = new Run(world, Lies.NONE, story, story + " " + fault);
        return run.tally(() -> run.suffer(fault), 0, 1);
    }

    private Tally tally(Runnable work, int nested, int faults) {
        List<Tally.Finding> findings = new ArrayList<>();
        try {
            work.run();
        } catch (ViolationException violation) {
            remember("the violation");
            findings.add(new Tally.Finding(name, String.valueOf(violation.getMessage()), history));
        }
        return new Tally(cuts, survivors, nested, faults, repairs, errors, findings);
    }

    private void cutAt(int change, int mixtures) {
        Promises promises = new Promises();
        disk.set(Fault.powerAt(change));
        cuts += lives(promises, Patience.NONE) ? 0 : 1;
        Disk before = disk;
        remember("the power goes; found again is");
        List<Dice> outcomes = new ArrayList<>(List.of(Dice.nothing()));
        if (before.dirty()) { // else they are all the same
            outcomes.add(Dice.everything());
            for (int mixture = 0; mixture < mixtures; mixture++) {
                outcomes.add(Dice.mixture(1000L * change + mixture));
            }
        }
        int common = history.size();
        for (Dice dice : outcomes) {
            history.subList(common, history.size()).clear();
            history.add("    " + dice);
            disk = before.survivor(dice);
            survivors++;
            lives(promises.copy(), Patience.NONE);
        }
    }

    private void cutAgainAndAgain(SplittableRandom random, int changes) {
        Promises promises = new Promises();
        int depth = 1 + random.nextInt(DEEPEST);
        for (int level = 0; level < depth; level++) {
            int most = level == 0 || random.nextBoolean() ? changes : SOON;
            disk.set(Fault.powerAt(1 + random.nextInt(most)));
            if (lives(promises, Patience.NONE)) {
                break;
            }
            cuts++;
            survivors++;
            Dice dice = Dice.mixture(random.nextLong());
            remember("the power goes; found again is " + dice);
            disk = disk.survivor(dice);
        }
        disk.set(Fault.NONE);
        lives(promises, Patience.NONE);
    }

    private void suffer(Fault fault) {
        disk.set(fault);
        lives(new Promises(), new Watch());
    }

    private void remember(String then) {
        disk.log().forEach(operation -> history.add(operation.toString()));
        history.add("--- " + then);
    }

    /// @return whether it lived to the end; not when the power went
    private boolean lives(Promises promises, Patience patience) {
        long serial = promises.serial();
        try {
            new Life(world, story, new InMemory(disk), promises, patience).run();
            return true;
        } catch (PowerCutError cut) {
            return false;
        } finally {
            repairs += promises.serial() - serial;
        }
    }

    /// Counts what fails, and ends the fault after a while.
    private final class Watch implements Patience {
        private int ticks;

        @Override
        public void failed(String error) {
            errors.merge(error, 1, Integer::sum);
        }

        @Override
        public boolean mayFail() {
            return disk.struck();
        }

        @Override
        public void tick() {
            if (disk.struck() && ++ticks == PATIENCE) {
                remember("the fault is gone");
                disk.set(Fault.NONE);
            }
        }
    }
}
