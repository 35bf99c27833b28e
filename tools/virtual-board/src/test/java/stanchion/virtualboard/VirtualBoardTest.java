package stanchion.virtualboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class VirtualBoardTest {
    private static final Path HOME = Path.of(System.getProperty("stanchion.home", "../.."));
    private static final Recipe RECIPE = Recipe.of(HOME.toAbsolutePath());

    @TempDir Path folder;

    @BeforeEach
    void isBuilt() {
        assumeTrue(RECIPE.isBuilt(), "no virtual board here: ./run virtual-board --build");
    }

    @Test
    void everyTestOfTheDriversAndOfTheBoardPassesInside() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath(), BoardSuite.class.getName()));
        testClasses().forEach(tests -> command.add(tests.toString()));

        Ran ran = run(HOME.toAbsolutePath().resolve("board/linux"), command);

        System.out.print(ran.output());
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).contains(" passed, 0 failed");
    }

    @Test
    void whatAProgramPrintsAndHowItEndsComesBack() throws Exception {
        Ran ran = run(folder, List.of("/bin/sh", "-c", "ls /dev/gpiochip0 /dev/spidev0.0; exit 7"));

        assertThat(ran).isEqualTo(new Ran(7, "/dev/gpiochip0\n/dev/spidev0.0\n"));
    }

    /// Whoever orders must never wait for a board that stands still, least of all to end it.
    @Test
    void aBoardThatTakesNoOrdersIsEnded() throws Exception {
        Path log = folder.resolve("kernel.log");
        try (Machine machine = Machine.boot(RECIPE, Machine.Manner.USUAL, log, _ -> {})) {
            new ProcessBuilder("kill", "-STOP", String.valueOf(machine.id())).start().waitFor();
            byte[] content = new byte[1_024];
            while (machine.isAlive()) {
                machine.send(new Frame('Q', 0, content));
            }
            assertThat(machine.ended().get(5, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    private record Ran(int status, String output) {}

    private Ran run(Path where, List<String> command) throws BoardTrouble {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8);
        Program program = new Program(where, Program.Urgency.USUAL, environment(), command);
        int status =
                new HostRun(RECIPE, folder.resolve("kernel.log"), print)
                        .run(program, List.of(folder));
        return new Ran(status, output.toString(StandardCharsets.UTF_8));
    }

    private static List<String> environment() {
        return List.of("PATH=/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8");
    }

    private static String classPath() {
        String own =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path", ""));
        return Stream.concat(Stream.of(own), testClasses().map(Path::toString))
                .collect(java.util.stream.Collectors.joining(":"));
    }

    private static Stream<Path> testClasses() {
        return Stream.of("hal/linux", "board/linux")
                .map(module -> HOME.toAbsolutePath().resolve(module).resolve("target/test-classes"))
                .filter(Files::isDirectory);
    }
}
