package stanchion.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.Step;
import stanchion.sim.scenario.Verb;

/// The project's virtual board, commissioned for a scenario: what the installation allows and how a
/// board is built stands in a real board's description, so a scenario's opening `supply` and
/// `board` are written there.
public final class Commissioned {
    /// One line of a description.
    private record Entry(String key, String value) {
        String writtenInto(String text) {
            return Pattern.compile("(?m)^" + key + "\\s*=.*$")
                    .matcher(text)
                    .replaceAll(key + " = " + value);
        }
    }

    private Commissioned() {}

    /// Whether a line only says what a scenario begins with: circuits as they are before anything
    /// is plugged in, awaited or expected.
    static boolean isOpening(Scenario.Line line) {
        return line.step() instanceof Step.Act(Verb verb)
                && !(verb instanceof Verb.Plug)
                && (verb instanceof Verb.OfWorld || verb instanceof Verb.Built);
    }

    /// What is left to be done at a board that is built as the scenario wants it.
    static Scenario atBoard(Scenario scenario) {
        List<Scenario.Line> opening =
                scenario.lines().stream().takeWhile(Commissioned::isOpening).toList();
        Stream<Scenario.Line> rest = scenario.lines().stream().skip(opening.size());
        return new Scenario(
                scenario.name(),
                Stream.concat(opening.stream().filter(line -> !isBuilding(line)), rest).toList());
    }

    private static boolean isBuilding(Scenario.Line line) {
        return line.step() instanceof Step.Act(Verb.Built _);
    }

    /// Writes the description.
    ///
    /// @param home the built project
    /// @param folder gets the description
    public static Path board(Path home, Scenario scenario, Path folder) {
        Path usual = home.resolve("board/virtual/board.conf");
        Path described = folder.resolve("board.conf");
        try {
            String text = Files.readString(usual);
            for (Scenario.Line line :
                    scenario.lines().stream().takeWhile(Commissioned::isOpening).toList()) {
                Optional<Entry> entry = entry(line.step());
                text = entry.isPresent() ? entry.get().writtenInto(text) : text;
            }
            return Files.writeString(described, text);
        } catch (IOException e) {
            throw new UncheckedIOException(usual + " cannot be commissioned", e);
        }
    }

    private static Optional<Entry> entry(Step step) {
        return switch (step) {
            case Step.Act(Verb.Supply(var amps)) ->
                    Optional.of(new Entry("supply-current", amps.value() + " A"));
            case Step.Act(Verb.Built(var trait)) -> Optional.of(entry(trait));
            case Step.Act _, Step.Wait _, Step.Expect _ -> Optional.empty();
        };
    }

    private static Entry entry(Verb.Trait trait) {
        return switch (trait) {
            case OPEN_PEN -> new Entry("open-pen", "watched");
            case CCID20 -> new Entry("residual-standard", "ccid20");
            case VENTILATED -> new Entry("ventilation", "present");
            case UNBALANCED_20A -> new Entry("unbalanced-current", "20 A");
        };
    }
}
