package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.sim.safety.Evidence;
import stanchion.sim.safety.ProtectionPage;
import stanchion.sim.safety.SafetyCase;
import stanchion.sim.safety.SafetyCasePage;

/// `./run safety-case`: each hazard, what protects from it, how fast it has to be and was.
@Command(
        name = "safety-case",
        mixinStandardHelpOptions = true,
        description = {
            "Brings every hazard about, with other parts and at another moment in each run, and prints what",
            "protects from it, the time required and by whom, the worst time measured, and the tests.",
            "Exits 0 when every limit was kept and every function is tested, else 1."
        })
public final class SafetyCaseCommand implements Callable<Integer> {
    private static final int MOST_RUNS = 10_000;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--table",
            description =
                    "Print the page of the protective functions instead, as their table says.")
    private boolean table;

    @Option(names = "--runs", defaultValue = "20", description = "Runs of each row (default 20).")
    private int runs;

    @Option(names = "--seed", defaultValue = "1", description = "Parts and moments follow from it.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        if (table) {
            System.out.print(ProtectionPage.text());
            return 0;
        }
        if (runs < 1 || runs > MOST_RUNS) {
            throw new ParameterException(
                    spec.commandLine(), "--runs must be 1..." + MOST_RUNS + ", not " + runs);
        }
        Path home = Path.of(System.getProperty("stanchion.home", "."));
        List<SafetyCase.Row> rows = SafetyCase.rows(seed, runs, new Evidence(home));
        System.out.print(SafetyCasePage.text(rows, how()));
        return rows.stream().allMatch(SafetyCase.Row::holds) ? 0 : 1;
    }

    private String how() {
        return "Worst of %d runs of each row on virtual time, each with other parts and at another moment (seed %d)."
                .formatted(runs, seed);
    }
}
