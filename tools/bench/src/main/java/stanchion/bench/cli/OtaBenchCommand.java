package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.otabench.OtaBench;
import stanchion.bench.otabench.OtaBenchTrouble;

/// `./run bench-ota`: what an update costs on the wire, beside bsdiff and zstd.
@Command(
        name = "bench-ota",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes pairs of releases out of this project's own jars and of libraries in ~/.m2, signs",
            "them into a repository, and counts what a charger of the old release hears until it",
            "has the new one: deltas, metadata, chunk lists; beside `bsdiff` and `zstd --patch-from`",
            "on the same files. Deltas are applied in a process with -Xmx24m. Exits 0 when all could",
            "be measured, whether or not a goal is met."
        })
public final class OtaBenchCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 100;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "How often making and applying are timed. Default: ${DEFAULT-VALUE}")
    private int runs = 3;

    @Option(
            names = "--caches",
            description = "Also releases with ahead-of-time caches, trained here (some minutes)")
    private boolean caches;

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 1 || runs > MOST_RUNS) {
            System.err.println("bench-ota: --runs " + runs + " is not in 1 to " + MOST_RUNS);
            return Home.WRONG_INPUT;
        }
        try {
            OtaBench.Order order = new OtaBench.Order(Home.folder(), runs, caches);
            new OtaBench(order, System.out, System.err).run();
            return 0;
        } catch (OtaBenchTrouble trouble) {
            System.err.println("bench-ota: " + trouble.getMessage());
            return Home.WRONG_INPUT;
        }
    }
}
