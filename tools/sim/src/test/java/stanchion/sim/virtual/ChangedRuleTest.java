package stanchion.sim.virtual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

/// A journal finds out a firmware that decides otherwise.
final class ChangedRuleTest {
    private static final Path PURE = Path.of("..", "..", "firmware", "pure", "src");
    private static final String SABOTAGED = "a vehicle has 9 s to obey a withdrawn offer";

    @TempDir private Path folder = Path.of("");

    private boolean closed;
    private int cycles;
    private int cutOff;

    @Test
    void ruleThatChangedIsFoundAtTheCycleInWhichItMatters() throws Exception {
        Journalled journal = new Journalled();
        Story.charge(
                VirtualBench.charger(
                        3,
                        Fidelity.WAVEFORMS,
                        entry -> {
                            journal.accept(entry);
                            watch(entry);
                        }));
        Path file = Files.write(folder.resolve("journal"), journal.bytes());

        assertThat(cutOff).isGreaterThan(1000);
        assertThat(replayed(file, folder.resolve("none"))).isEqualTo("identical");
        assertThat(replayed(file, sabotaged()))
                .isEqualTo("cycle " + cutOff + " commands.contactor OPEN CLOSE");
    }

    /// Remembers the cycle in which the contactor was told to open again.
    private void watch(JournalEntry entry) {
        if (entry instanceof Cycle cycle && cycle.answer() instanceof Decided(var outcome)) {
            boolean now = outcome.commands().contactor() == ContactorCommand.CLOSE;
            cutOff = closed && !now ? cycles : cutOff;
            closed = now;
            cycles++;
        }
    }

    /// One of the deliberate bugs of `./run sabotage`, compiled.
    private Path sabotaged() throws Exception {
        List<String> list =
                Files.readAllLines(PURE.resolve(Path.of("test", "sabotage", "sabotage.txt")));
        int bug = list.indexOf(SABOTAGED);
        Path source = PURE.resolve("main/java/stanchion/" + list.get(bug + 1) + ".java");
        String before = Files.readString(source);
        String after =
                before.replace(list.get(bug + 2).substring(2), list.get(bug + 3).substring(2));
        assertThat(after).isNotEqualTo(before);
        Path copy = Files.writeString(folder.resolve("ChargeMachine.java"), after);
        Path classes = folder.resolve("classes");
        String said =
                run(
                        "javac",
                        "-proc:none",
                        "-cp",
                        classPath(),
                        "-d",
                        classes.toString(),
                        copy.toString());
        assertThat(said).isEmpty();
        return classes;
    }

    private static String replayed(Path journal, Path firmware) throws Exception {
        return run(
                "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                firmware + System.getProperty("path.separator") + classPath(),
                ReplayedElsewhere.class.getName(),
                journal.toString());
    }

    /// What a tool of this JDK says.
    private static String run(String tool, String... arguments) throws Exception {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static String classPath() {
        return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElse(System.getProperty("java.class.path"));
    }
}
