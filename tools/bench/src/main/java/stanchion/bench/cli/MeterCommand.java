package stanchion.bench.cli;

import static java.util.Locale.ROOT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stanchion.metering.Coupling;
import stanchion.metering.Recording;
import stanchion.metering.Recording.Analysed;
import stanchion.metering.Recording.TooShort;
import stanchion.units.Hertz;

/// `./run meter`: electrical values of recorded volts and amperes, by the firmware's own meter.
@Command(
        name = "meter",
        mixinStandardHelpOptions = true,
        description = {
            "Electrical values of recorded volts and amperes, by the firmware's own meter.",
            "",
            "The file is text: one frame a line, columns set apart by comma, semicolon or tab;"
                    + " a first line without numbers is a header.",
            "",
            "energyWh       integral of v*i over every frame (sum of v*i / rate);"
                    + " negative when it flows towards the mains",
            "voltage        RMS (V) over the whole mains cycles the recording holds, as all below",
            "current        RMS (A)",
            "activePower    mean of v*i (W), sign as energy",
            "reactivePower  of the fundamental (var), positive where the current lags;"
                    + " unknown without a frequency",
            "apparentPower  voltage times current (VA)",
            "powerFactor    active over apparent power, -1..1; 0 without current",
            "frequency      of the voltage (Hz), 45..65; unknown when there is none",
            "",
            "harmonics      with --harmonics: of each phase the distortion of its current, and V, A and W"
                    + " of each order; a steady second is a good length",
            "",
            "Several phases: voltage and current are their means, powers and energy their sums;"
                    + " 'phases' holds each.",
            "Exits 0, 1 for a bad or too short recording, 2 for a bad option."
        })
public final class MeterCommand implements Callable<Integer> {
    private static final double LEAST_RATE = 1000;
    private static final double MOST_RATE = 10_000_000;
    private static final int MOST_PHASES = 3;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            required = true,
            paramLabel = "HZ",
            description = "Frames per second, 1000 or more.")
    private double rate;

    @Option(
            names = "--volts-column",
            required = true,
            split = ",",
            paramLabel = "N",
            description = "Column of the voltage, counted from 1; one per phase.")
    private List<Integer> voltsColumns = List.of();

    @Option(
            names = "--amps-column",
            required = true,
            split = ",",
            paramLabel = "N",
            description = "Column of the current, counted from 1; one per phase.")
    private List<Integer> ampsColumns = List.of();

    @Option(
            names = "--coupling",
            defaultValue = "dc",
            paramLabel = "dc|ac",
            description =
                    "dc: a mean belongs to the signal (default). ac: it is the probe's offset and"
                            + " removed, as on a charger.")
    private String coupling = "dc";

    @Option(names = "--harmonics", description = "Add the harmonics of each phase, to the 20th.")
    private boolean harmonics;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "The recording; - reads standard input.")
    private String file = "";

    @Override
    public Integer call() {
        checkOptions();
        try {
            Recording recording = new Recording(new Hertz(rate), voltsColumns.size(), coupling());
            int frames = read(recording);
            if (frames == 0) {
                return complain(name() + ": holds no frames");
            }
            return switch (recording.analyse()) {
                case TooShort tooShort -> complain(name() + ": " + told(tooShort));
                case Analysed analysed -> print(values(analysed, recording));
            };
        } catch (WaveFile.Malformed malformed) {
            return complain(malformed.complaint());
        } catch (NoSuchFileException missing) {
            return complain(name() + ": no such file");
        } catch (MalformedInputException binary) {
            return complain(name() + ": is no text (UTF-8)");
        } catch (IOException unreadable) {
            return complain(name() + ": not readable (" + unreadable.getMessage() + ")");
        }
    }

    private void checkOptions() {
        if (!(rate >= LEAST_RATE && rate <= MOST_RATE)) {
            throw wrong("--rate must be 1000 to 10000000 frames per second, not " + rate);
        }
        if (voltsColumns.size() != ampsColumns.size() || voltsColumns.size() > MOST_PHASES) {
            throw wrong("give one --volts-column and one --amps-column for each of 1 to 3 phases");
        }
        List<Integer> columns = columns();
        if (columns.stream().anyMatch(column -> column < 1)) {
            throw wrong("columns count from 1: " + columns);
        }
        if (new HashSet<>(columns).size() != columns.size()) {
            throw wrong("each column can be only one voltage or current: " + columns);
        }
    }

    private Coupling coupling() {
        return switch (coupling) {
            case "dc" -> Coupling.DC;
            case "ac" -> Coupling.AC;
            default -> throw wrong("--coupling is dc or ac, not '" + coupling + "'");
        };
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private List<Integer> columns() {
        List<Integer> columns = new ArrayList<>();
        for (int phase = 0; phase < voltsColumns.size(); phase++) {
            columns.add(voltsColumns.get(phase));
            columns.add(ampsColumns.get(phase));
        }
        return columns;
    }

    private int read(Recording recording) throws IOException, WaveFile.Malformed {
        try (BufferedReader reader = open()) {
            return new WaveFile(name(), columns()).read(reader, recording::add);
        }
    }

    private BufferedReader open() throws IOException {
        return file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file));
    }

    private String name() {
        return file.equals("-") ? "standard input" : file;
    }

    private static String told(TooShort tooShort) {
        return String.format(
                ROOT,
                "%.1f ms are too short: two mains cycles are needed, which take up to %.0f ms",
                tooShort.length().toNanos() / 1e6,
                Math.ceil(tooShort.needed().toNanos() / 1e6));
    }

    private static int complain(String line) {
        System.err.println("meter: " + line);
        return Home.WRONG_INPUT;
    }

    private MeterValues values(Analysed analysed, Recording recording) {
        MeterValues values = new MeterValues(analysed);
        return harmonics ? values.with(recording.harmonics()) : values;
    }

    private int print(MeterValues values) {
        System.out.print(json ? values.json() + System.lineSeparator() : values.text());
        return 0;
    }
}
