package stanchion.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.Step;
import stanchion.sim.scenario.Verb;

/// The project's virtual board, commissioned for a scenario: what the installation allows stands in
/// a real board's description, so a scenario's opening `supply` is written there.
public final class Commissioned {
    private static final Pattern SUPPLY = Pattern.compile("(?m)^supply-current\\s*=.*$");

    private Commissioned() {}

    /// Whether a line only says what a scenario begins with: circuits as they are before anything
    /// is plugged in, awaited or expected.
    static boolean isOpening(Scenario.Line line) {
        return line.step() instanceof Step.Act(Verb.OfWorld verb) && !(verb instanceof Verb.Plug);
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
                if (line.step() instanceof Step.Act(Verb.Supply(var amps))) {
                    text =
                            SUPPLY.matcher(text)
                                    .replaceAll("supply-current = " + amps.value() + " A");
                }
            }
            return Files.writeString(described, text);
        } catch (IOException e) {
            throw new UncheckedIOException(usual + " cannot be commissioned", e);
        }
    }
}
