package stanchion.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.virtual.VirtualBench;

/// The README is one page, and true.
class ReadmeTest {
    private static final int LINES_OF_A_PAGE = 100;
    private static final Path HOME = Path.of(System.getProperty("stanchion.home", ".."));

    private final String readme = read();

    @Test
    void itIsOnePage() {
        assertThat(readme.lines().count()).isLessThanOrEqualTo(LINES_OF_A_PAGE);
    }

    @Test
    void everyFileItLinksIsThere() {
        List<String> links = matches("\\]\\(([^)]+)\\)", 1);

        assertThat(links).hasSizeGreaterThan(4);
        assertThat(links).allSatisfy(link -> assertThat(HOME.resolve(link)).exists());
    }

    @Test
    void itsScenarioHolds() {
        String scenario = matches("```text\n(plug.*?)```", 1).getFirst();

        Parsed parsed = ScenarioParser.parse("README.md", scenario);

        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        ScenarioRunner.Result result =
                new ScenarioRunner(VirtualBench.charger(1), entry -> {})
                        .run(((Parsed.Accepted) parsed).scenario());
        assertThat(result.isPassed()).isTrue();
    }

    private List<String> matches(String pattern, int group) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(group))
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(HOME.resolve("README.md"));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
