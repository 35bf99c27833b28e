package stanchion.bench.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stanchion.bench.fleet.StatusPage;
import stanchion.bench.fleet.StatusTable;
import stanchion.bench.process.Patience;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;

/// `./run fleet status`.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: ./run fleet status --live --store fleet.sqlite"},
        description = "Say how far rollouts are, what chargers run, and what is wrong.")
final class FleetStatus implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Option(names = "--live", description = "Again every two seconds, until Ctrl-C.")
    private boolean live;

    @Option(names = "--page", description = "A page on this machine alone, until Ctrl-C.")
    private boolean page;

    @Mixin private FleetOptions.Store store = new FleetOptions.Store();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet status", this::show);
    }

    private int show() throws FleetException, InterruptedException {
        try (FleetStore open = store.open()) {
            if (page) {
                try (StatusPage serving = new StatusPage(open)) {
                    System.out.println(serving.address());
                    Thread.currentThread().join();
                }
            }
            System.out.print(StatusTable.of(open, Instant.now()));
            while (live && !Thread.currentThread().isInterrupted()) {
                Patience.until(PAUSE, () -> false);
                System.out.print("\033[H\033[J" + StatusTable.of(open, Instant.now()));
            }
            return 0;
        }
    }
}
