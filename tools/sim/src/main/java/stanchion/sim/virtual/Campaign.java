package stanchion.sim.virtual;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Many random sessions over all cores.
public final class Campaign {
    private Campaign() {}

    /// Runs sessions 0…`sessions` − 1 of `seed`.
    ///
    /// @param progress told after each session, in no order
    public static SessionStatistics run(
            long seed, int sessions, int threads, Consumer<SessionStatistics> progress)
            throws InterruptedException {
        SessionStatistics all = SessionStatistics.NONE;
        try (ExecutorService cores = Executors.newFixedThreadPool(threads)) {
            var finished = new ExecutorCompletionService<SessionRun>(cores);
            for (int i = 0; i < sessions; i++) {
                int number = i;
                finished.submit(() -> SessionRun.of(seed, number, entry -> {}));
            }
            for (int i = 0; i < sessions; i++) {
                all = all.with(finished.take().get());
                progress.accept(all);
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a session could not be carried out", bug.getCause());
        }
        return all;
    }
}
