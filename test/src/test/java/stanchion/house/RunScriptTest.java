package stanchion.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./run` is the one door of the house: it opens with one word, and says so when it cannot.
class RunScriptTest {
    private static final Path RUN =
            Path.of(System.getProperty("stanchion.home", "..")).resolve("run");

    @TempDir private Path elsewhere;

    @Test
    void helpListsEveryCommand() throws Exception {
        String help = output("--help").text();

        List<String> commands =
                Pattern.compile("^([a-z |*-]+)\\)$", Pattern.MULTILINE)
                        .matcher(Files.readString(RUN))
                        .results()
                        .map(MatchResult::group)
                        .flatMap(label -> Pattern.compile("[a-z]+").matcher(label).results())
                        .map(MatchResult::group)
                        .toList();
        assertThat(commands).contains("bench", "simulate", "test", "boot");
        assertThat(commands).allSatisfy(command -> assertThat(help).contains(command));
    }

    @Test
    void anUnknownCommandIsNamedWithTheWayOut() throws Exception {
        Run answer = output("charge");

        assertThat(answer.text())
                .isEqualTo("./run: unknown command 'charge'; ./run --help lists them\n");
        assertThat(answer.status()).isEqualTo(64);
    }

    private record Run(int status, String text) {}

    private Run output(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("sh", RUN.toAbsolutePath().toString()));
        line.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(line)
                        .directory(elsewhere.toFile())
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), text);
    }
}
