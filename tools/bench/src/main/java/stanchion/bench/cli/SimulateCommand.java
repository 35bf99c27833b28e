package stanchion.bench.cli;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.journal.JournalEntry;
import stanchion.replay.FailedRuns;
import stanchion.replay.JournalFile;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.virtual.Campaign;
import stanchion.sim.virtual.RandomLife.Faults;
import stanchion.sim.virtual.SessionRun;
import stanchion.sim.virtual.SessionStatistics;
import stanchion.sim.virtual.VirtualBench;
import stanchion.sim.virtual.VirtualTarget;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

/// `./run simulate`: scenarios and random sessions on virtual time.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs scenarios, random sessions, or hours of random lives, on virtual time.",
            "Exits 0 when everything held, 1 when something did not, 2 for a bad file or option."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int HELD = 0;
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int MOST_HOURS = 1_000_000;
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--scenario",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Scenarios to run, each with a charger of its own.")
    private List<Path> scenarios = List.of();

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Parts, noise and random sessions follow from it (default 1).")
    private long seed;

    @Option(names = "--sessions", defaultValue = "0", description = "Random sessions to run.")
    private int sessions;

    @Option(
            names = "--session",
            defaultValue = "-1",
            description = "Run this random session only, and print what happens.")
    private int session;

    @Option(
            names = "--hours",
            defaultValue = "0",
            description = "Charger-hours to run, in values instead of waveforms; 1 to 1000000.")
    private int hours;

    @Option(
            names = "--faults",
            description = "With --hours: things break, two at once now and then.")
    private boolean faults;

    @Option(
            names = "--life",
            defaultValue = "-1",
            description = "With --hours: run this life only, and print what happens.")
    private int life;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = {
                "Write the charger's journal, for ./run replay; of one scenario, session or life.",
                "What fails writes its journal to target/journals without being asked."
            })
    private Optional<Path> journal = Optional.empty();

    private final FailedRuns failed = new FailedRuns(Home.folder());

    @Override
    public Integer call() throws InterruptedException {
        if (journal.isPresent() && scenarios.size() != 1 && session < 0 && life < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--journal holds one charger: give one --scenario, or --session, or --life");
        }
        if (hours != 0 || faults || life >= 0) {
            return runHours();
        }
        if (!scenarios.isEmpty() && sessions == 0 && session < 0) {
            return runScenarios();
        }
        if (scenarios.isEmpty() && session >= 0) {
            return rerun();
        }
        if (scenarios.isEmpty() && sessions > 0) {
            return runSessions();
        }
        throw new ParameterException(
                spec.commandLine(),
                "give either --scenario FILE..., or --sessions N (1 or more), or --session NUMBER,"
                        + " or --hours N");
    }

    private int runHours() throws InterruptedException {
        if (hours < 1
                || hours > MOST_HOURS
                || sessions != 0
                || session >= 0
                || !scenarios.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--hours takes 1 to "
                            + MOST_HOURS
                            + ", alone or with --faults, --seed, --life");
        }
        SimulatedHours run = new SimulatedHours(seed, faults ? Faults.SOME : Faults.NONE);
        if (life < 0) {
            return run.run(hours) ? HELD : FAILED;
        }
        return journalled(told -> run.rerun(life, hours, told)) ? HELD : FAILED;
    }

    private int runScenarios() {
        List<Scenario> accepted = new ArrayList<>();
        boolean bad = false;
        for (Path file : scenarios) {
            switch (parsed(file)) {
                case Parsed.Accepted(Scenario scenario) -> accepted.add(scenario);
                case Parsed.Rejected(List<String> problems) -> {
                    problems.forEach(System.err::println);
                    bad = true;
                }
            }
        }
        for (Scenario scenario : accepted) {
            bad |= isRefused(scenario);
        }
        if (bad) {
            return BAD_INPUT;
        }
        int failed = 0;
        for (Scenario scenario : accepted) {
            failed += isPassed(scenario) ? 0 : 1;
        }
        return failed == 0 ? HELD : FAILED;
    }

    /// Versions are files that processes run: here are none.
    private static boolean isRefused(Scenario scenario) {
        Optional<Scenario.Line> line = scenario.needsProcesses();
        line.ifPresent(needing ->
                System.err.printf(
                        "%s:%d: '%s' needs the real processes; run ./run bench --headless"
                                + " --scenario %s%n",
                        scenario.name(), needing.number(), needing.text(), scenario.name()));
        return line.isPresent();
    }

    private static Parsed parsed(Path file) {
        try {
            return ScenarioParser.parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException missing) {
            return new Parsed.Rejected(List.of(file + ": no such file"));
        } catch (CharacterCodingException binary) {
            return new Parsed.Rejected(List.of(file + ": not UTF-8 text; name a scenario"));
        } catch (IOException unreadable) {
            return new Parsed.Rejected(
                    List.of(file + ": cannot be read (" + unreadable.getMessage() + ")"));
        }
    }

    private boolean isPassed(Scenario scenario) {
        System.out.println(scenario.name());
        boolean passed = journalled(told -> isPassed(scenario, System.out::println, told));
        if (!passed && journal.isEmpty()) {
            Path name = Optional.ofNullable(Path.of(scenario.name()).getFileName()).orElseThrow();
            System.out.println(
                    "  "
                            + failed.kept(
                                    name + ".seed" + seed,
                                    told -> isPassed(scenario, _ -> {}, told)));
        }
        return passed;
    }

    /// Carries out a run, and writes its journal where one is wanted.
    private boolean journalled(Predicate<Consumer<JournalEntry>> run) {
        if (journal.isEmpty()) {
            return run.test(_ -> {});
        }
        AtomicBoolean held = new AtomicBoolean();
        try {
            JournalFile.write(journal.get(), told -> held.set(run.test(told)));
        } catch (IOException unwritable) {
            throw new ParameterException(
                    spec.commandLine(), "--journal " + unwritable.getMessage(), unwritable);
        }
        return held.get();
    }

    private boolean isPassed(Scenario scenario, Consumer<Object> out, Consumer<JournalEntry> told) {
        VirtualTarget target = VirtualBench.charger(seed, Fidelity.WAVEFORMS, told);
        long start = System.nanoTime();
        ScenarioRunner.Result result = new ScenarioRunner(target, out::accept).run(scenario);
        double speed = speed(result.span(), System.nanoTime() - start);
        List<String> complaints = new ArrayList<>(target.truth().violations());
        if (target.interventions() > 0) {
            complaints.add("the interlock overruled the session");
        }
        complaints.forEach(complaint -> out.accept("  VIOLATED  " + complaint));
        boolean passed = result.isPassed() && complaints.isEmpty();
        out.accept(
                String.format(
                        ROOT,
                        "%s: %d passed, %d failed, %d violations; %.1f s at %.0f x real time",
                        passed ? "PASS" : "FAIL",
                        result.passed(),
                        result.failed(),
                        complaints.size(),
                        result.span().toNanos() / 1e9,
                        speed));
        return passed;
    }

    private int rerun() {
        boolean held =
                journalled(told -> {
                    SessionRun run = SessionRun.of(seed, session, System.out::println, told);
                    run.complaints().forEach(what -> System.out.println("  VIOLATED  " + what));
                    return run.complaints().isEmpty();
                });
        System.out.println(held ? "PASS" : "FAIL");
        return held ? HELD : FAILED;
    }

    private int runSessions() throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        long start = System.nanoTime();
        Progress progress = new Progress(sessions, start);
        SessionStatistics all = Campaign.run(seed, sessions, threads, progress::tell);
        print(all, speed(all.span(), System.nanoTime() - start), threads);
        return all.bad().isEmpty() ? HELD : FAILED;
    }

    private void print(SessionStatistics all, double speed, int threads) {
        for (SessionRun bad : all.bad()) {
            System.out.printf(
                    "session %d: %s%n  again: ./run simulate --seed %d --session %d%n",
                    bad.number(), String.join("; ", bad.complaints()), seed, bad.number());
        }
        all.bad().stream()
                .limit(FailedRuns.MOST_KEPT)
                .map(SessionRun::number)
                .map(number ->
                        failed.kept(
                                "seed" + seed + ".session" + number,
                                told -> SessionRun.of(seed, number, _ -> {}, told)))
                .forEach(System.out::println);
        System.out.printf(
                ROOT,
                """
                sessions               %d (seed %d)
                simulated              %.2f h
                invariant violations   %d
                interlock interventions %d
                worst opening          %d ms (allowed 100), in session %d
                closures               %d, of which opened under load %d
                energy                 %.1f kWh
                speed                  %.0f x real time on %d threads
                """,
                all.sessions(),
                seed,
                all.span().toSeconds() / 3600.0,
                all.bad().size(),
                all.interventions(),
                all.worstOpenMillis(),
                all.worstSession(),
                all.closures(),
                all.openedUnderLoad(),
                all.wattHours() / 1000,
                speed,
                threads);
    }

    private static double speed(Duration span, long nanos) {
        return span.toNanos() / (double) nanos;
    }

    /// Says now and then how far it is.
    private static final class Progress {
        private final int sessions;
        private long told;

        Progress(int sessions, long start) {
            this.sessions = sessions;
            told = start;
        }

        void tell(SessionStatistics so) {
            if (System.nanoTime() - told >= PROGRESS.toNanos()) {
                told = System.nanoTime();
                System.err.printf(
                        "%d of %d sessions, %d violations%n",
                        so.sessions(), sessions, so.bad().size());
            }
        }
    }
}
