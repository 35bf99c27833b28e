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

    @Test
    void throughASymbolicLinkItStillFindsItsHouse() throws Exception {
        Path house = Files.createDirectory(elsewhere.resolve("a house")).toRealPath();
        Path tools = Files.createDirectory(elsewhere.resolve("bin"));
        Files.copy(RUN, house.resolve("run"));
        Path maven = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho \"$*\"\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), house.resolve("run"));
        ProcessBuilder line = new ProcessBuilder("sh", link.toString(), "build");
        line.environment().put("JAVA_HOME", System.getProperty("java.home"));
        line.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);

        assertThat(ended(line).status()).isZero();

        assertThat(house.resolve("target/build.log"))
                .content()
                .contains("--file " + house.resolve("pom.xml"));
    }

    private record Run(int status, String text) {}

    private Run output(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("sh", RUN.toAbsolutePath().toString()));
        line.addAll(List.of(arguments));
        return ended(new ProcessBuilder(line));
    }

    private Run ended(ProcessBuilder line) throws IOException, InterruptedException {
        Process process = line.directory(elsewhere.toFile()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), text);
    }
}
