package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.bench.year.Audit;
import stanchion.bench.year.Year;
import stanchion.gateway.store.StoreException;

/// `./run year`: a year of a charger's life, and whether its history is complete.
@Command(
        name = "year",
        mixinStandardHelpOptions = true,
        description = {
            "Lives a year of a charger: 800 sessions, both switches of the clocks, power cuts after"
                    + " which the",
            "time is not known for a while, gateways that are killed. The history, its database"
                    + " and what looks",
            "after the time in it are the gateway's own; then it is read page by page and held"
                    + " against what was.",
            "Exits 0 when nothing was missed, else 1."
        })
public final class YearCommand implements Callable<Integer> {
    private static final String PREFIX = "stanchion-year-";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seed", description = "Another year (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description =
                    "Between two reports while a vehicle charges: 1, 2, 5 or 10 (default:"
                            + " ${DEFAULT-VALUE}); a charger says one every second. Else it is 10.")
    private int every = 10;

    @Override
    public Integer call() throws IOException {
        if (!List.of(1, 2, 5, 10).contains(every)) {
            throw new ParameterException(spec.commandLine(), "--every must be 1, 2, 5 or 10");
        }
        Path folder = scratch();
        long begin = System.nanoTime();
        try {
            Audit audit = Year.live(folder, seed, every);
            System.out.print(audit.text());
            System.out.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - begin) / 1e9);
            return audit.findings().isEmpty() ? 0 : 1;
        } catch (StoreException failed) {
            System.err.println("year: " + failed.getMessage());
            return 1;
        } finally {
            remove(folder);
        }
    }

    /// In memory where there is some: a year has 36,000 transactions, each of which waits for the
    /// disk.
    private static Path scratch() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isDirectory(memory) && Files.isWritable(memory)
                ? Files.createTempDirectory(memory, PREFIX)
                : Files.createTempDirectory(PREFIX);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
