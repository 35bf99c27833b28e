package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.bootbench.BootBench;
import stanchion.bench.bootbench.BootBenchTrouble;

/// `./run bench-boot`: what a verdict costs, beside openssl, jarsigner and a JVM that does nothing.
@Command(
        name = "bench-boot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times the boot verifier on a 31.5 MB slot, from process start to verdict, interleaved",
            "with `openssl dgst -verify` and `jarsigner -verify` on the same bytes and with a JVM",
            "that does nothing. Prints medians, ratios, peak memory and the goals; exits 0 when",
            "everyone could run, whether or not a goal is met."
        })
public final class BootBenchCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 1000;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Timed runs of each, 11 or more for figures. Default: ${DEFAULT-VALUE}")
    private int runs = 11;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the bytes that fill up the slot. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Override
    public Integer call() throws InterruptedException {
        if (runs < 1 || runs > MOST_RUNS) {
            System.err.println("bench-boot: --runs " + runs + " is not in 1 to " + MOST_RUNS);
            return Home.WRONG_INPUT;
        }
        try {
            BootBench.Order order = new BootBench.Order(Home.folder(), runs, seed);
            new BootBench(order, System.out, System.err).run();
            return 0;
        } catch (BootBenchTrouble trouble) {
            System.err.println("bench-boot: " + trouble.getMessage());
            return Home.WRONG_INPUT;
        }
    }
}
