package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stanchion.metering.Recording;
import stanchion.metering.Recording.Analysed;
import stanchion.metering.Recording.TooShort;
import stanchion.replay.Excerpt;
import stanchion.replay.JournalFile;

/// `./run harmonics FILE`: what the mains of a charger carried at a moment of its journal.
@Command(
        name = "harmonics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Electrical values and harmonics to the 20th of a stretch of a charger's journal, as its own"
                    + " converters saw it, calibrated.",
            "RMS volts and amperes and active power (W, negative towards the mains) of each order; the"
                    + " frequency is taken as steady.",
            "Exits 0, 1 when the journal does not hold the stretch, 2 for a bad option."
        })
public final class HarmonicsCommand implements Callable<Integer> {
    private static final double LEAST_SECONDS = 0.1;
    private static final double MOST_SECONDS = 60;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The journal.")
    private Path file = Path.of("");

    @Option(
            names = "--at",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "Since the journal's first cycle. Default: ${DEFAULT-VALUE}")
    private double at;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            paramLabel = "SECONDS",
            description = "Length of the stretch, 0.1 to 60. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be 0.1 to 60, not " + seconds);
        }
        if (!(at >= 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--at must be 0 seconds or more, not " + at);
        }
        try {
            return switch (Excerpt.of(JournalFile.read(file), at, seconds)) {
                case Excerpt.Lacking(String reason) -> complain(file + ": " + reason);
                case Excerpt.Cut(var analog, var codes) -> print(Recording.of(analog, codes));
            };
        } catch (IOException unreadable) {
            return complain("" + unreadable.getMessage());
        }
    }

    private int print(Recording recording) {
        return switch (recording.analyse()) {
            case TooShort _ -> complain(file + ": no two cycles of the mains in " + seconds + " s");
            case Analysed analysed -> {
                MeterValues values = new MeterValues(analysed).with(recording.harmonics());
                System.out.print(json ? values.json() + System.lineSeparator() : values.text());
                yield 0;
            }
        };
    }

    private static int complain(String line) {
        System.err.println("harmonics: " + line);
        return Home.WRONG_INPUT;
    }
}
