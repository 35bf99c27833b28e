package stanchion.bench.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.broker.BrokerTrouble;
import stanchion.bench.latency.Collector;
import stanchion.bench.latency.LatencyTable;
import stanchion.bench.latency.LatencyTrouble;
import stanchion.bench.latency.Scheduling;
import stanchion.bench.run.BenchTrouble;
import stanchion.bench.run.LatencyRun;

/// `./run bench-latency`: how late the charger's loop is under load, beside cyclictest.
@Command(
        name = "bench-latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The real charger, verified and with its gateway and broker, against the simulator in real",
            "time, while stress-ng keeps every core busy, commands flood in through the broker, updates",
            "download and the charger's heap is filled. Prints how late its loop wakes, beside",
            "cyclictest at the same interval and priority in the same run, and how long a change of the",
            "pilot takes to become a command, by the simulator's stamps. Wants root, rt-tests and",
            "stress-ng. Exits 0 when it could be measured, whether or not a goal is met."
        })
public final class LatencyBenchCommand implements Callable<Integer> {
    private static final int MOST_MINUTES = 240;
    private static final int LEAST_SECONDS = 2;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long to measure. Default: ${DEFAULT-VALUE}")
    private int minutes = 10;

    @Option(names = "--seconds", paramLabel = "N", description = "Instead, for a short look.")
    private int seconds;

    @Option(
            names = "--collector",
            paramLabel = "NAME",
            description =
                    "Of the charger's virtual machine: ${COMPLETION-CANDIDATES}. Default:"
                            + " ${DEFAULT-VALUE}, as the verifier starts it")
    private Collector collector = Collector.G1;

    @Option(
            names = "--scheduling",
            paramLabel = "HOW",
            description = {
                "WHOLE: the charger's virtual machine FIFO, its loop above (the default, as it is",
                "shipped); LOOP: the loop alone; NONE: nothing."
            })
    private Scheduling scheduling = Scheduling.WHOLE;

    @Override
    public Integer call() throws InterruptedException {
        Duration span = seconds == 0 ? Duration.ofMinutes(minutes) : Duration.ofSeconds(seconds);
        if (span.toSeconds() < LEAST_SECONDS || span.toMinutes() > MOST_MINUTES) {
            System.err.printf(
                    "bench-latency: %d s is not in %d s to %d min%n",
                    span.toSeconds(), LEAST_SECONDS, MOST_MINUTES);
            return Home.WRONG_INPUT;
        }
        try {
            LatencyRun.Order order =
                    new LatencyRun.Order(Home.folder(), span, collector, scheduling);
            LatencyTable table = new LatencyTable(new LatencyRun(order, System.err::println).run());
            System.out.println(what(span));
            System.out.print(table.text());
            return 0;
        } catch (LatencyTrouble | BenchTrouble | BrokerTrouble | UncheckedIOException trouble) {
            System.err.println("bench-latency: " + trouble.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    private String what(Duration span) {
        return String.format(
                Locale.ROOT,
                "%d s on %d cores, Java %s, collector %s, scheduling %s",
                span.toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.runtime.version", "?"),
                collector,
                scheduling);
    }
}
