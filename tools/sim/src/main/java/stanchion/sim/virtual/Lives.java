package stanchion.sim.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import stanchion.sim.virtual.LifeRun.Plan;

/// Many lives over all cores, and what they came to.
///
/// @param worst the life in which the contactor took longest to open, once there is one
/// @param digest the same for the same plans, in whatever order they ended
/// @param bad lives in which something happened that must not
public record Lives(
        int count,
        Duration span,
        long cycles,
        long worstOpenMillis,
        int worst,
        long closures,
        long interventions,
        double wattHours,
        long digest,
        List<LifeRun> bad) {
    public static final Lives NONE = new Lives(0, Duration.ZERO, 0, 0, -1, 0, 0, 0, 0, List.of());

    public Lives {
        bad = List.copyOf(bad);
    }

    /// Runs all plans.
    ///
    /// @param progress told after each life
    public static Lives run(List<Plan> plans, int threads, Consumer<Lives> progress)
            throws InterruptedException {
        Lives all = NONE;
        try (ExecutorService cores = Executors.newFixedThreadPool(threads)) {
            var finished = new ExecutorCompletionService<LifeRun>(cores);
            plans.forEach(plan -> finished.submit(() -> LifeRun.of(plan, _ -> {})));
            for (int i = 0; i < plans.size(); i++) {
                all = all.with(finished.take().get());
                progress.accept(all);
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a life could not be carried out", bug.getCause());
        }
        return all;
    }

    /// These lives and one more.
    Lives with(LifeRun run) {
        List<LifeRun> allBad = new ArrayList<>(bad);
        if (!run.complaints().isEmpty()) {
            allBad.add(run);
        }
        long millis = run.truth().worstOpenMillis();
        boolean worse =
                millis > worstOpenMillis
                        || (millis > 0 && millis == worstOpenMillis && run.number() < worst);
        return new Lives(
                count + 1,
                span.plus(run.span()),
                cycles + run.cycles(),
                Math.max(worstOpenMillis, millis),
                worse ? run.number() : worst,
                closures + run.truth().closures(),
                interventions + run.interventions(),
                wattHours + run.truth().energy().value(),
                digest + run.digest() * (2L * run.number() + 1),
                allBad);
    }
}
