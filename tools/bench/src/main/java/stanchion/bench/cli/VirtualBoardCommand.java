package stanchion.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stanchion.bench.broker.BrokerTrouble;
import stanchion.bench.report.BenchReport;
import stanchion.bench.run.BenchTrouble;
import stanchion.bench.run.BrokerKind;
import stanchion.bench.run.Commissioned;
import stanchion.bench.run.HeadlessRun;
import stanchion.bench.run.ScenarioFile;
import stanchion.bench.run.Setup;
import stanchion.virtualboard.BoardBuild;
import stanchion.virtualboard.BoardTrouble;
import stanchion.virtualboard.HostRun;
import stanchion.virtualboard.Program;
import stanchion.virtualboard.Recipe;

/// `./run virtual-board`: a board without hardware.
@Command(
        name = "virtual-board",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A board without hardware: a real Linux kernel (User-Mode Linux, from Debian 13's"
                    + " source)",
            "with GPIO, PWM, SPI, I2C, an IIO converter and a watchdog, all simulated.",
            "It proves that the drivers speak the kernel's interfaces; nothing of timing, analog",
            "accuracy or electrical safety.",
            "With --tests alone the tests of the drivers and of the board run inside."
        })
public final class VirtualBoardCommand implements Callable<Integer> {
    private static final int FAILED = 69;

    /// Statuses of a [BenchTrouble]: of what a file holds, and of what went wrong inside.
    private static final int BAD_DATA = 65;

    private static final int BROKEN = 70;

    /// One of them.
    private static final class Wish {
        @Option(names = "--build", description = "Build kernel and modules, once; they are cached.")
        private boolean build;

        @Option(
                names = "--exec",
                paramLabel = "COMMAND",
                description = "Boot, run a command of this machine's shell inside, end.")
        private Optional<String> exec = Optional.empty();

        @Option(
                names = "--scenario",
                paramLabel = "FILE",
                arity = "1..*",
                description = {
                    "Boot, let the boot verifier judge a device folder inside, run the shipped"
                            + " charger",
                    "and its gateway inside and the scenario outside, in real time; the broker is",
                    "outside too. Each file has a board of its own. Exits 0 when all expectations held,",
                    "1 when not. Of several files, one that holds what only virtual time or the bench",
                    "can do is told as refused, and the next begins."
                })
        private List<Path> scenarios = List.of();
    }

    @ArgGroup(multiplicity = "1")
    private Wish wish = new Wish();

    @Option(
            names = "--share",
            paramLabel = "DIR",
            description = "A folder the command may write to; all others are read-only inside.")
    private List<Path> shared = List.of();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the books as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--keep", description = "Keep the temporary folder with logs and device.")
    private boolean keep;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Keep the messages of the board's kernel.")
    private Optional<Path> log = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Recipe recipe = Recipe.of(Home.folder());
        try {
            if (wish.build) {
                return build(recipe);
            }
            return wish.exec.isPresent() ? exec(recipe, wish.exec.get()) : scenarios();
        } catch (BenchTrouble e) {
            System.err.println("virtual-board: " + e.getMessage());
            return e.status();
        } catch (BrokerTrouble | UncheckedIOException e) {
            System.err.println("virtual-board: " + e.getMessage());
            return Home.WRONG_INPUT;
        } catch (BoardTrouble e) {
            System.err.println("virtual-board: " + e.line());
            return FAILED;
        }
    }

    private static int build(Recipe recipe) throws BoardTrouble {
        new BoardBuild(recipe, System.out::println).run();
        return 0;
    }

    /// How one of them ended.
    private enum Ending {
        PASSED,
        FAILED,
        /// Holds what only another bench can do.
        REFUSED
    }

    private int scenarios() throws IOException {
        if (wish.scenarios.size() == 1) {
            return scenario(wish.scenarios.getFirst()) ? 0 : 1;
        }
        List<String> verdicts = new ArrayList<>();
        Map<Ending, Integer> counts = new EnumMap<>(Ending.class);
        long began = System.nanoTime();
        for (Path file : wish.scenarios) {
            System.out.printf(
                    "== %d of %d: %s%n", verdicts.size() + 1, wish.scenarios.size(), file);
            long from = System.nanoTime();
            Ending ending = inSeries(file);
            counts.merge(ending, 1, Integer::sum);
            verdicts.add("%-7s  %s  %s".formatted(ending, file, secondsSince(from)));
        }
        verdicts.forEach(System.out::println);
        System.out.println(counts + " " + secondsSince(began));
        return counts.containsKey(Ending.FAILED) ? 1 : 0;
    }

    /// What ends one scenario ends the series only where the next would meet it, too.
    private Ending inSeries(Path file) throws IOException {
        try {
            return scenario(file) ? Ending.PASSED : Ending.FAILED;
        } catch (BenchTrouble e) {
            System.err.println("virtual-board: " + e.getMessage());
            return switch (e.status()) {
                case BAD_DATA -> Ending.REFUSED;
                case BROKEN -> Ending.FAILED;
                default -> throw e;
            };
        }
    }

    private static String secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos) + " s";
    }

    private boolean scenario(Path file) throws IOException {
        Path folder = Files.createTempDirectory("board");
        try {
            Path board = Commissioned.board(Home.folder(), ScenarioFile.readAny(file), folder);
            Setup setup =
                    new Setup(
                            Home.folder(),
                            Optional.empty(),
                            BrokerKind.lightest(),
                            keep ? Setup.Leftovers.KEPT : Setup.Leftovers.REMOVED,
                            Setup.USUAL_TRIAL,
                            new Setup.Ground.VirtualBoard(board),
                            Optional.empty());
            BenchReport books =
                    new HeadlessRun(setup, Duration.ZERO, System.out::println).run(file);
            report.ifPresent(books::write);
            BenchCommand.summary(books);
            return books.isPassed();
        } finally {
            Files.deleteIfExists(folder.resolve("board.conf"));
            Files.delete(folder);
        }
    }

    private int exec(Recipe recipe, String command) throws BoardTrouble, IOException {
        long began = System.nanoTime();
        Path kept = log.map(Path::toAbsolutePath).orElse(Files.createTempFile("board", ".log"));
        try {
            HostRun run = new HostRun(recipe, kept, System.out);
            Program program =
                    new Program(
                            Path.of("").toAbsolutePath(),
                            Program.Urgency.USUAL,
                            environment(),
                            List.of("/bin/sh", "-c", command));
            return run.run(program, shared.stream().map(Path::toAbsolutePath).toList());
        } finally {
            if (log.isEmpty()) {
                Files.delete(kept);
            }
            System.err.printf(
                    Locale.ROOT, "virtual-board: %.1f s%n", (System.nanoTime() - began) / 1e9);
        }
    }

    /// As here, with the Java that runs this first on the path.
    private static List<String> environment() {
        Path java = Path.of(System.getProperty("java.home"));
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        List<String> environment =
                new ArrayList<>(
                        List.of(
                                "HOME=/tmp",
                                "TMPDIR=/tmp",
                                "JAVA_HOME=" + java,
                                "PATH=" + java.resolve("bin") + ":" + path + ":/usr/sbin:/sbin"));
        for (String name : List.of("LANG", "LC_ALL")) {
            Optional.ofNullable(System.getenv(name))
                    .ifPresent(value -> environment.add(name + "=" + value));
        }
        return environment;
    }
}
