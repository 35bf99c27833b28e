package stanchion.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.attack.Campaign;
import stanchion.attack.Case;
import stanchion.attack.Catalogue;
import stanchion.attack.Range;
import stanchion.attack.Result;
import stanchion.attack.Table;
import stanchion.attack.Trial;
import stanchion.bench.process.Patience;
import stanchion.release.ReleaseException;
import stanchion.release.VerifierProcess;

/// `./run attack`: every attack on the boot chain against the real verifier.
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = {
            "Attacks the boot chain: each case must be refused with its exact cause and status,",
            "load no class and start nothing; its innocent twin must boot and run.",
            "Exits 0 when all did, 1 when one did not, 2 for a bad option."
        })
public final class AttackCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--group", paramLabel = "LETTER", description = "Only the cases of a group.")
    private String group = "";

    @Option(names = "--case", paramLabel = "ID", description = "Only this case, for example A07.")
    private String id = "";

    @Option(names = "--list", description = "Say what the cases are, and run none.")
    private boolean list;

    @Option(names = "--keep", description = "Keep the folders of all cases, not only of failed.")
    private boolean keep;

    @Option(names = "--jobs", paramLabel = "N", description = "Cases at a time (default: cores).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Case> cases = chosen();
        if (list) {
            System.out.print(Table.list(cases));
            return 0;
        }
        if (jobs < 1) {
            throw new ParameterException(spec.commandLine(), "--jobs " + jobs + ": 1 or more");
        }
        try {
            return run(cases);
        } catch (ReleaseException unusable) {
            System.err.println("attack: " + unusable.line());
            return Home.WRONG_INPUT;
        }
    }

    private List<Case> chosen() {
        List<Case> cases =
                Catalogue.all().stream()
                        .filter(one -> group.isEmpty() || one.group().equalsIgnoreCase(group))
                        .filter(one -> id.isEmpty() || one.id().equalsIgnoreCase(id))
                        .toList();
        if (cases.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "no such case; ./run attack --list names them all");
        }
        return cases;
    }

    private int run(List<Case> cases) throws IOException, InterruptedException, ReleaseException {
        long start = System.nanoTime();
        Range range = Range.open(VerifierProcess.jar(Home.folder()));
        Thread tidy = new Thread(() -> tidy(range), "attack-tidy");
        Runtime.getRuntime().addShutdownHook(tidy); // also when it is ended from the keyboard
        if (!range.inMemory()) {
            System.err.println("note: no RAM file system at /dev/shm, so with --bench");
        }
        List<Result> results = run(cases, range);
        System.out.print(Table.of(results));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%.1f s, %d at a time%n", seconds, jobs);
        boolean failed = results.stream().anyMatch(Result::failed);
        if (keep || failed) {
            Runtime.getRuntime().removeShutdownHook(tidy);
            System.out.println("kept: " + range.folder());
        }
        return failed ? FAILED : 0;
    }

    private List<Result> run(List<Case> cases, Range range) throws InterruptedException {
        Trial trial = new Trial(range, keep ? Trial.Folder.KEPT : Trial.Folder.REMOVED);
        Progress progress = new Progress(cases.size());
        return new Campaign(trial, jobs).run(cases, progress::tell);
    }

    /// Cases that are still running when it is ended may add a file meanwhile: patience.
    private static void tidy(Range range) {
        if (!Patience.until(Duration.ofSeconds(5), () -> removed(range))) {
            System.err.println("attack: remove " + range.folder() + " by hand");
        }
    }

    private static boolean removed(Range range) {
        try {
            range.close();
            return true;
        } catch (IOException | UncheckedIOException stays) {
            return false;
        }
    }

    /// Says on the error output how far it is.
    private static final class Progress {
        private static final long STEP = 2_000_000_000L;

        private final int cases;
        private int done;
        private long told = System.nanoTime();

        Progress(int cases) {
            this.cases = cases;
        }

        synchronized void tell(Result result) {
            done++;
            boolean last = done == cases;
            if (result.failed() || last || System.nanoTime() - told >= STEP) {
                told = System.nanoTime();
                String how = result.failed() ? "FAILED" : result.skipped() ? "cannot run" : "ok";
                System.err.printf(
                        "%d of %d cases, %s %s%n", done, cases, result.attack().id(), how);
            }
        }
    }
}
