package stanchion.bench.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.bench.accuracy.AccuracyRun;
import stanchion.bench.accuracy.Statement;

/// `./run meter-accuracy`: how exact the charger's meter is, and what a sample costs.
@Command(
        name = "meter-accuracy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Feeds simulated samples of known power to the charger's own meter: current x power factor x",
            "frequency x distortion x noise. Prints the worst error in ppm of active power over windows of",
            "0.2 s and of 1 s, beside the noise floor, a naive whole-cycle meter and emonLibCM's way, on the",
            "same samples; then nanoseconds per ADC sample, which decide nothing unless asked for alone.",
            "Exits 0 when every goal of the statement is met, 1 when one is missed, 2 for a bad option."
        })
public final class MeterAccuracyCommand implements Callable<Integer> {
    private static final double LEAST_SECONDS = 5;
    private static final double MOST_SECONDS = 600;

    @Spec private CommandSpec spec = CommandSpec.create();

    @ArgGroup private Alone alone = new Alone();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "Samples of each load of the statement, 5 to 600. Default: ${DEFAULT-VALUE}")
    private double seconds = 20;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the noise. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write every row there, too.")
    private Optional<Path> csv = Optional.empty();

    /// One thing alone.
    static final class Alone {
        @Option(names = "--statement", description = "Print the statement of accuracy, a page.")
        private boolean statement;

        @Option(
                names = "--harmonics",
                description = "Find the harmonics of simulated loads, to the 20th.")
        private boolean harmonics;

        @Option(
                names = "--speed",
                description = "Time a sample; exits 1 above 0.5 ns with simultaneous converters.")
        private boolean speed;
    }

    @Override
    public Integer call() {
        if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be 5 to 600, not " + seconds);
        }
        AccuracyRun run = new AccuracyRun(System.out, progress());
        if (alone.statement) {
            System.out.print(Statement.text());
            return 0;
        }
        if (alone.harmonics) {
            run.harmonics(seed);
            return 0;
        }
        return alone.speed ? exit(run.speed()) : measure(run);
    }

    private int measure(AccuracyRun run) {
        try {
            return exit(run.run(new AccuracyRun.Order(seconds, seed, csv)));
        } catch (IOException unwritable) {
            System.err.println("meter-accuracy: cannot write " + unwritable.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    private static int exit(boolean met) {
        return met ? 0 : 1;
    }

    /// A person watches; a pipe or a log does not.
    private static Optional<PrintStream> progress() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(terminal -> System.err);
    }
}
