package stanchion.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;

/// A scenario on disk.
public final class ScenarioFile {
    private ScenarioFile() {}

    /// Reads it for real time; a bad line is named with file and line, and ends the bench.
    public static Scenario read(Path file) {
        Scenario scenario = readAny(file);
        scenario.needsVirtualTime()
                .ifPresent(why -> {
                    throw new BenchTrouble(65, why);
                });
        return scenario;
    }

    /// The same, also what needs virtual time on a bench: a board is built as a scenario wants it.
    public static Scenario readAny(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BenchTrouble(66, file + ": no such file", e);
        } catch (IOException e) {
            throw new BenchTrouble(66, file + ": cannot be read as text", e);
        }
        return switch (ScenarioParser.parse(file.toString(), text)) {
            case Parsed.Accepted(Scenario scenario) -> scenario;
            case Parsed.Rejected(var problems) ->
                    throw new BenchTrouble(65, String.join("\n", problems));
        };
    }
}
