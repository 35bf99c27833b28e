package stanchion.powercut;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import stanchion.powercut.disk.Fault;
import stanchion.powercut.disk.Lies;

/// Both stories with every misfortune that there is.
public final class Campaign {
    /// How much.
    ///
    /// @param mixtures of what survives each cut, besides all lost and all kept
    /// @param firstSeed of the nested runs
    /// @param seeds how many nested runs
    /// @param jobs runs at a time
    public record Settings(int mixtures, long firstSeed, int seeds, int jobs) {}

    /// Hears how far it is.
    public interface Progress {
        void done(int runs, int of, Tally tally);
    }

    private final World world;
    private final Lies lies;
    private final Settings settings;
    private final Run.Length[] lengths;

    public Campaign(World world, Lies lies, Settings settings) {
        this.world = world;
        this.lies = lies;
        this.settings = settings;
        this.lengths =
                new Run.Length[] {
                    Run.length(world, Story.CONFIRMED), Run.length(world, Story.REVERTED)
                };
    }

    /// Changes of both stories when nothing goes wrong.
    public int changes() {
        return lengths[0].changes() + lengths[1].changes();
    }

    /// Reads of both stories when nothing goes wrong.
    public int reads() {
        return lengths[0].reads() + lengths[1].reads();
    }

    /// The power goes at every change of both stories, and after the last.
    public List<Callable<Tally>> cuts() {
        List<Callable<Tally>> runs = new ArrayList<>();
        for (Story story : Story.values()) {
            for (int change = 1; change <= length(story).changes() + 1; change++) {
                int at = change;
                runs.add(() -> Run.cut(world, lies, story, at, settings.mixtures()));
            }
        }
        return runs;
    }

    /// The power goes during the recovery from power cuts.
    public List<Callable<Tally>> nested() {
        List<Callable<Tally>> runs = new ArrayList<>();
        for (int i = 0; i < settings.seeds(); i++) {
            long seed = settings.firstSeed() + i;
            runs.add(() -> Run.nested(world, lies, seed, lengths));
        }
        return runs;
    }

    /// The disk is full at every change, once and from there on; and cannot be read at every read.
    public List<Callable<Tally>> faults() {
        List<Callable<Tally>> runs = new ArrayList<>();
        for (Story story : Story.values()) {
            for (int change = 1; change <= length(story).changes(); change++) {
                int at = change;
                runs.add(() -> Run.fault(world, story, Fault.fullAt(at)));
                runs.add(() -> Run.fault(world, story, Fault.fullFrom(at)));
            }
            for (int read = 1; read <= length(story).reads(); read++) {
                int at = read;
                runs.add(() -> Run.fault(world, story, Fault.unreadableAt(at)));
            }
        }
        return runs;
    }

    private Run.Length length(Story story) {
        return lengths[story == Story.CONFIRMED ? 0 : 1];
    }

    /// Does the runs, several at a time.
    public Tally run(List<Callable<Tally>> runs, Progress progress) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(settings.jobs());
        try {
            List<Future<Tally>> results = new ArrayList<>();
            runs.forEach(run -> results.add(pool.submit(run)));
            Tally sum = Tally.NONE;
            for (int i = 0; i < results.size(); i++) {
                sum = sum.plus(results.get(i).get());
                progress.done(i + 1, results.size(), sum);
            }
            return sum;
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        } finally {
            pool.shutdownNow();
        }
    }
}
