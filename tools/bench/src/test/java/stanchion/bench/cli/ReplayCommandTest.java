package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.Main;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Begun;
import stanchion.journal.JournalWriter;
import stanchion.sim.virtual.SessionRun;

/// `./run replay` on whole journals, and on what is none.
final class ReplayCommandTest {
    private static final int OPENING = 8;

    private static byte[] good = {};

    @TempDir Path folder;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @BeforeAll
    static void record() {
        good = journal(Beginning.SIMULATED);
    }

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void fileThatIsNoWholeJournalIsRefusedInOneLineWithAndWithoutAPage() throws IOException {
        int beginning = OPENING + 13 + ByteBuffer.wrap(good).getInt(OPENING) + 4;
        refused(new byte[0], "byte 0: no journal of a charger", "byte 0: no journal of a charger");
        refused(
                "a text, no journal".getBytes(StandardCharsets.UTF_8),
                "byte 0: no journal of a charger",
                "byte 0: no journal of a charger");
        refused(
                Arrays.copyOf(good, OPENING),
                "no cycle in it can be replayed",
                "there is no cycle in it");
        refused(
                Arrays.copyOf(good, beginning),
                "no cycle in it can be replayed",
                "there is no cycle in it");
        byte[] damaged = good.clone();
        damaged[OPENING + 20] ^= 1;
        refused(damaged, "byte 8: a block is damaged", "byte 8: a block is damaged");
    }

    @Test
    void journalOfAnotherVersionIsRepeatedWithAWarning() throws IOException {
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(run(journal("9.9.9"))).isZero();
        assertThat(error.toString(StandardCharsets.UTF_8).lines().distinct())
                .singleElement()
                .asString()
                .startsWith("replay: warning: written by firmware 9.9.9, repeated by ");
        error.reset();
        assertThat(run(good)).isZero();
        assertThat(error.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void pageIsServedUntilSomebodyEndsIt() throws Exception {
        PipedOutputStream told = new PipedOutputStream();
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(new PipedInputStream(told), StandardCharsets.UTF_8));
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("a.journal"), good);
        Thread person =
                new Thread(() -> Main.commandLine().execute("replay", file.toString(), "--page"));
        person.start();
        try {
            String address = lines.readLine().replace("page:", "").strip();
            try (var page = URI.create(address).toURL().openStream()) {
                assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("<title>Stanchion replay</title>");
            }
        } finally {
            person.interrupt();
            person.join();
        }
    }

    private void refused(byte[] bytes, String line, String pageLine) throws IOException {
        refusedAs(bytes, line);
        refusedAs(bytes, pageLine, "--page");
    }

    private void refusedAs(byte[] bytes, String line, String... options) throws IOException {
        error.reset();
        assertThat(run(bytes, options)).isEqualTo(2);
        assertThat(error.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("replay: " + folder.resolve("a.journal") + ": " + line);
    }

    private int run(byte[] bytes, String... options) throws IOException {
        Path file = Files.write(folder.resolve("a.journal"), bytes);
        List<String> all = new ArrayList<>(List.of("replay", file.toString()));
        all.addAll(List.of(options));
        return Main.commandLine().execute(all.toArray(String[]::new));
    }

    private static byte[] journal(String firmware) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JournalWriter writer = new JournalWriter(bytes::writeBytes);
        SessionRun.of(5, 2, _ -> {}, entry -> writer.add(by(firmware, entry)));
        writer.flush();
        return bytes.toByteArray();
    }

    private static JournalEntry by(String firmware, JournalEntry entry) {
        return entry instanceof Begun(Beginning from)
                ? new Begun(
                        new Beginning(
                                firmware, from.words(), from.board(), from.memory(), from.cycle()))
                : entry;
    }
}
