package stanchion.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Runs many cases, several at a time.
public final class Campaign {
    private final Trial trial;
    private final int jobs;

    /// @param jobs how many cases run at the same time, 1 or more
    public Campaign(Trial trial, int jobs) {
        this.trial = trial;
        this.jobs = jobs;
    }

    /// Runs the cases; results in the order of the cases.
    ///
    /// @param done is told of each result as soon as it is there, by the threads that run cases
    public List<Result> run(List<Case> cases, Consumer<Result> done) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
            List<Future<Result>> running = new ArrayList<>();
            for (Case one : cases) {
                running.add(
                        threads.submit(() -> {
                            Result result = trial.run(one);
                            done.accept(result);
                            return result;
                        }));
            }
            return results(running, threads);
        }
    }

    private static List<Result> results(List<Future<Result>> running, ExecutorService threads)
            throws InterruptedException {
        List<Result> results = new ArrayList<>();
        try {
            for (Future<Result> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        } finally {
            threads.shutdownNow();
        }
    }
}
