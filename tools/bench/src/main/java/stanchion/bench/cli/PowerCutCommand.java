package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.powercut.Campaign;
import stanchion.powercut.EnergyCuts;
import stanchion.powercut.Tally;
import stanchion.powercut.World;
import stanchion.powercut.disk.Lies;
import stanchion.release.ReleaseException;

/// `./run powercut`: an update whose power goes at every write.
@Command(
        name = "powercut",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the power from a charger at every write, sync, rename and delete of an update"
                    + " that",
            "is confirmed and of one that is reverted; starts what several ways of losing what was"
                    + " not",
            "synced leave behind; cuts again while it recovers; then fills the disk at every write"
                    + " and",
            "fails every read. The updater and the boot verifier are the real ones.",
            "With --energy the energy register alone, on the same file system.",
            "With --board virtual the same updater, the energy register and the gateway's outbox run in"
                    + " a",
            "virtual machine whose disk loses half of what was not flushed when its power goes.",
            "Exits 0 when nothing that must never happen did, 1 when it did, 2 for a bad option."
        })
public final class PowerCutCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MIXTURES = 4;
    private static final int ENERGY_MIXTURES = 256;
    private static final int FINDINGS_SHOWN = 5;

    /// Seed of the keys, always the same, so that a nested run can be done again.
    private static final long KEYS = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--in-process", description = "On a file system in memory.")
    private boolean inProcess;

    @Option(
            names = "--energy",
            description = "The energy register alone: its power goes at every write.")
    private boolean energy;

    @Option(
            names = "--board",
            paramLabel = "virtual",
            description = "In a virtual machine (QEMU) with Debian's kernel, on a disk that lies.")
    private Optional<String> board = Optional.empty();

    @Option(
            names = "--cycles",
            paramLabel = "N",
            description = "Power cuts of the virtual machine (default: ${DEFAULT-VALUE}).")
    private int cycles = 200;

    @Option(
            names = "--control",
            description =
                    "With --board: writers that do not sync, or whose kernel does not flush, in place"
                            + " of the real ones; both must be caught.")
    private boolean control;

    @Option(
            names = "--look",
            paramLabel = "FILE",
            description =
                    "With --board: start once more from a disk that was kept when something went"
                            + " wrong.")
    private Optional<Path> look = Optional.empty();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Nested runs (default: ${DEFAULT-VALUE}).")
    private int seeds = 1000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Only the nested run of this seed; with --board: other cuts.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--jobs", paramLabel = "N", description = "Runs at a time (default: cores).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws InterruptedException {
        if (jobs < 1 || seeds < 0 || cycles < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--jobs and --cycles: 1 or more; --seeds: 0 or more");
        }
        long ways = Stream.of(board.isPresent(), inProcess, energy).filter(way -> way).count();
        if (ways != 1 || !board.orElse("virtual").equals("virtual")) {
            throw new ParameterException(
                    spec.commandLine(), "one of --in-process, --energy and --board virtual");
        }
        if (energy) {
            return energy();
        }
        if (board.isPresent()) {
            return new PowerCutBoard(seed.orElse(1L), cycles, control, look).run();
        }
        try {
            return run(new Meter(System.nanoTime()));
        } catch (ReleaseException unusable) {
            System.err.println("powercut: " + unusable.line());
            return Home.WRONG_INPUT;
        }
    }

    private static int energy() {
        EnergyCuts.Result result = EnergyCuts.run(Lies.NONE, ENERGY_MIXTURES);
        StringBuilder table = new StringBuilder();
        row(table, "power cuts", result.cuts());
        row(table, "survivors judged", result.survivors());
        row(table, "lower than acknowledged", result.lower());
        row(table, "counted twice, or never", result.others());
        System.out.print(table);
        result.findings().stream()
                .limit(FINDINGS_SHOWN)
                .forEach(finding -> System.out.println("VIOLATION " + finding));
        return result.findings().isEmpty() ? 0 : FAILED;
    }

    private int run(Meter meter) throws InterruptedException, ReleaseException {
        boolean one = seed.isPresent();
        Campaign.Settings settings =
                new Campaign.Settings(MIXTURES, seed.orElse(0L), one ? 1 : seeds, jobs);
        Campaign campaign = new Campaign(World.sign(World.Making.here(KEYS)), Lies.NONE, settings);
        Tally tally = Tally.NONE;
        if (!one) {
            tally = campaign.run(campaign.cuts(), meter.of("cuts"));
        }
        tally = tally.plus(campaign.run(campaign.nested(), meter.of("nested")));
        if (!one) {
            tally = tally.plus(campaign.run(campaign.faults(), meter.of("faults")));
        }
        System.out.print(table(campaign, tally, meter.seconds()));
        tell(tally.findings());
        return tally.findings().isEmpty() ? 0 : FAILED;
    }

    private static String table(Campaign campaign, Tally tally, double seconds) {
        StringBuilder table = new StringBuilder();
        row(table, "changes in both stories", campaign.changes());
        row(table, "reads in both stories", campaign.reads());
        row(table, "power cuts", tally.cuts());
        row(table, "survivors judged", tally.survivors());
        row(table, "nested runs", tally.nested());
        row(table, "runs with a fault", tally.faults());
        row(table, "ordered again after a cut try", tally.repairs());
        row(table, "violations", tally.findings().size());
        table.append(String.format(Locale.ROOT, "%-31s %9.1f s%n", "time", seconds));
        table.append("causes named in runs with a fault: ").append(tally.errors()).append('\n');
        return table.toString();
    }

    private static void row(StringBuilder table, String what, long count) {
        table.append(String.format(Locale.ROOT, "%-31s %9d%n", what, count));
    }

    private static void tell(List<Tally.Finding> findings) {
        for (Tally.Finding finding :
                findings.subList(0, Math.min(findings.size(), FINDINGS_SHOWN))) {
            System.out.println();
            System.out.println("VIOLATION " + finding.run() + ": " + finding.what());
            finding.operations().forEach(operation -> System.out.println("    " + operation));
        }
    }

    /// Says on the error output how far it is.
    private record Meter(long start) {
        private static final int TOLD = 20;

        Campaign.Progress of(String what) {
            return (runs, all, tally) -> {
                if (runs == all || runs % Math.max(1, all / TOLD) == 0) {
                    System.err.printf(
                            Locale.ROOT,
                            "%s: %d of %d runs, %d violations, %.0f s%n",
                            what,
                            runs,
                            all,
                            tally.findings().size(),
                            seconds());
                }
            };
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
