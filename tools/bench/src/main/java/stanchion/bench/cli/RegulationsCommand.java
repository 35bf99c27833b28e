package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.regulations.RegulationTable;

/// `./run regulations`: what the law asks, what the charger does about it, and the tests that show
/// it.
@Command(
        name = "regulations",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the tests named beside each regulation, three minutes on two cores, and prints the table.",
            "What has no test yet is printed as open. Exits 0 when everything that has tests passed them, else 1."
        })
public final class RegulationsCommand implements Callable<Integer> {
    @Option(
            names = "--no-run",
            description = "Print what the last runs of the tests left, whenever that was.")
    private boolean noRun;

    @Option(names = "--tests", hidden = true, description = "Print the test classes alone.")
    private boolean tests;

    @Option(
            names = "--since",
            hidden = true,
            description = "Second of the epoch; older runs do not count.")
    private long since;

    @Override
    public Integer call() throws IOException {
        if (tests) {
            System.out.println(RegulationTable.testClasses());
            return 0;
        }
        Path home = Path.of(System.getProperty("stanchion.home", "."));
        Instant from = noRun ? Instant.EPOCH : Instant.ofEpochSecond(since);
        RegulationTable table = RegulationTable.below(home, from);
        System.out.print(table.text());
        return table.holds() ? 0 : 1;
    }
}
