package stanchion.bench.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.bench.accuracy.AccuracyRun;

/// `./run meter-accuracy`: how exact the charger's meter is, and what a sample costs.
@Command(
        name = "meter-accuracy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Feeds simulated samples of known power to the charger's own meter: current x power factor x",
            "frequency x distortion x noise. Prints the worst error in ppm of active power over windows of",
            "0.2 s and of 1 s, beside the noise floor, a naive whole-cycle meter and emonLibCM's way, on the",
            "same samples; then nanoseconds per ADC sample.",
            "Exits 0 when every goal of the statement is met, 1 when one is missed, 2 for a bad option."
        })
public final class MeterAccuracyCommand implements Callable<Integer> {
    private static final double LEAST_SECONDS = 5;
    private static final double MOST_SECONDS = 600;

    @Spec private CommandSpec spec = CommandSpec.create();

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

    @Override
    public Integer call() {
        if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be 5 to 600, not " + seconds);
        }
        try {
            AccuracyRun run = new AccuracyRun(System.out, progress());
            return run.run(new AccuracyRun.Order(seconds, seed, csv)) ? 0 : 1;
        } catch (IOException unwritable) {
            System.err.println("meter-accuracy: cannot write " + unwritable.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    /// A person watches; a pipe or a log does not.
    private static PrintStream progress() {
        return System.console() != null && System.console().isTerminal()
                ? System.err
                : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
