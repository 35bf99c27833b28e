package stanchion.bench.cli;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import stanchion.journal.JournalEntry;
import stanchion.replay.FailedRuns;
import stanchion.sim.virtual.LifeRun;
import stanchion.sim.virtual.LifeRun.Plan;
import stanchion.sim.virtual.Lives;
import stanchion.sim.virtual.RandomLife.Faults;

/// `./run simulate --hours`: many hours of many chargers, in values instead of waveforms.
final class SimulatedHours {
    /// What a core must manage, in hours per hour.
    static final int LEAST_SPEED = 2000;

    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final long seed;
    private final Faults faults;
    private final FailedRuns failed = new FailedRuns(Home.folder());
    private long told = System.nanoTime();

    SimulatedHours(long seed, Faults faults) {
        this.seed = seed;
        this.faults = faults;
    }

    /// Runs as many lives as fill the hours; whether nothing happened that must not.
    boolean run(int hours) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        List<Plan> plans = plans(hours);
        System.out.printf(
                ROOT,
                "%,d charger-hours in %,d lives, %s, seed %d, on %d cores; the circuits in values"
                        + " instead of waveforms, every 10 ms, every second while nothing changes%n",
                hours,
                plans.size(),
                faults == Faults.SOME ? "with faults" : "without faults",
                seed,
                threads);
        long start = System.nanoTime();
        Lives all = Lives.run(plans, threads, so -> tell(so, plans.size(), start));
        print(all, (System.nanoTime() - start) / 1e9, threads);
        return all.bad().isEmpty();
    }

    private List<Plan> plans(int hours) {
        long life = LifeRun.SPAN.toHours();
        int lives = (int) ((hours + life - 1) / life);
        return IntStream.range(0, lives)
                .mapToObj(number -> plan(number, Math.min(life, hours - number * life)))
                .toList();
    }

    private Plan plan(int number, long hours) {
        return new Plan(seed, number, Duration.ofHours(hours), faults);
    }

    /// Runs one life and says what happens in it; whether nothing happened that must not.
    ///
    /// @param journal told everything from which the charger's decisions can be repeated
    boolean rerun(int life, int hours, Consumer<JournalEntry> journal) {
        Plan plan = plan(life, Math.min(LifeRun.SPAN.toHours(), hours));
        LifeRun run = LifeRun.of(plan, System.out::println, journal);
        run.complaints().forEach(complaint -> System.out.println("  VIOLATED  " + complaint));
        System.out.printf(ROOT, "%d cycles, digest %016x%n", run.cycles(), run.digest());
        System.out.println(run.complaints().isEmpty() ? "PASS" : "FAIL");
        return run.complaints().isEmpty();
    }

    private String kept(int life) {
        Plan plan = plan(life, LifeRun.SPAN.toHours());
        return failed.kept("seed" + seed + ".life" + life, told -> LifeRun.of(plan, _ -> {}, told));
    }

    private void tell(Lives so, int lives, long start) {
        if (System.nanoTime() - told >= PROGRESS.toNanos()) {
            told = System.nanoTime();
            System.err.printf(
                    ROOT,
                    "%,d of %,d lives after %.0f s, %d bad%n",
                    so.count(),
                    lives,
                    (told - start) / 1e9,
                    so.bad().size());
        }
    }

    private void print(Lives all, double seconds, int threads) {
        for (LifeRun bad : all.bad()) {
            System.out.printf(
                    ROOT,
                    "life %d: %s%n  again: ./run simulate --hours %d%s --seed %d --life %d%n",
                    bad.number(),
                    String.join("; ", bad.complaints()),
                    LifeRun.SPAN.toHours(),
                    faults == Faults.SOME ? " --faults" : "",
                    seed,
                    bad.number());
        }
        all.bad().stream()
                .limit(FailedRuns.MOST_KEPT)
                .map(LifeRun::number)
                .map(this::kept)
                .forEach(System.out::println);
        double speed = all.span().toMillis() / 1e3 / seconds;
        System.out.printf(
                ROOT,
                """
                simulated               %.1f h in %,d cycles
                invariant violations    %d
                interlock interventions %d
                worst opening           %d ms (allowed 100), in life %d
                closures                %,d
                energy                  %.0f kWh
                wall time               %.1f s
                speed                   %,.0f x real time, %,.0f x per core (required %,d)
                digest                  %016x
                """,
                all.span().toMillis() / 3.6e6,
                all.cycles(),
                all.bad().size(),
                all.interventions(),
                all.worstOpenMillis(),
                all.worst(),
                all.closures(),
                all.wattHours() / 1000,
                seconds,
                speed,
                speed / threads,
                LEAST_SPEED,
                all.digest());
    }
}
