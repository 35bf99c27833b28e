package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.Main;

final class HarmonicsCommandTest {
    @TempDir private static Path folder = Path.of("");

    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;

    private record Said(int status, String out, String err) {}

    @BeforeAll
    static void record() throws IOException {
        Path scenario =
                Files.writeString(
                        folder.resolve("distorted.scenario"),
                        "draw 16A\nharmonics 10%\nplug cable 32A\ns2 close\nwait 8s\n");
        PrintStream out = System.out;
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        int status =
                Main.commandLine()
                        .execute(
                                "simulate",
                                "--scenario",
                                scenario.toString(),
                                "--journal",
                                journal().toString());
        System.setOut(out);
        assertThat(status).isZero();
    }

    private static Path journal() {
        return folder.resolve("distorted.journal");
    }

    @AfterEach
    void giveStreamsBack() {
        System.setOut(systemOut);
        System.setErr(systemErr);
    }

    private static Said run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Main.commandLine().execute(arguments);
        return new Said(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static void refused(String reason, String... arguments) {
        Said said = run(arguments);
        assertThat(said.status).isNotZero();
        assertThat(said.out).isEmpty();
        assertThat(said.err.strip()).contains(reason).doesNotContain("\n");
    }

    @Test
    void aChargesJournalTellsItsHarmonics() {
        Said said = run("harmonics", journal().toString(), "--at", "7", "--json");
        assertThat(said.err).isEmpty();
        JsonObject all = JsonParser.parseString(said.out).getAsJsonObject();
        assertThat(all.get("frequency").getAsDouble()).isCloseTo(50, within(0.1));
        JsonObject phase = all.getAsJsonArray("harmonics").get(0).getAsJsonObject();
        assertThat(phase.get("currentDistortion").getAsDouble()).isCloseTo(0.1, within(0.002));
        JsonObject third = phase.getAsJsonArray("orders").get(2).getAsJsonObject();
        assertThat(third.get("order").getAsInt()).isEqualTo(3);
        assertThat(third.get("current").getAsDouble()).isCloseTo(1.6, within(0.1));
        assertThat(third.get("voltage").getAsDouble()).isCloseTo(23, within(0.5));
        assertThat(third.get("activePower").getAsDouble()).isBetween(20.0, 45.0);
    }

    @Test
    void peopleGetATable() {
        Said said = run("harmonics", journal().toString(), "--at", "7");
        assertThat(said.status).isZero();
        assertThat(said.out)
                .containsPattern("active power +\\d")
                .containsPattern("distortion of the current +(9\\.[89]|10\\.[012])\\d %")
                .containsPattern("\n +20 +0\\.\\d+ +0\\.\\d+ +-?0\\.\\d+\n");
    }

    @Test
    void whatCannotBeReadIsOneLine() throws IOException {
        String journal = journal().toString();
        refused("distorted.journal: ends before that", "harmonics", journal, "--at", "99");
        refused("--seconds must be 0.1 to 60", "harmonics", journal, "--seconds", "0");
        refused("--at must be 0 seconds or more", "harmonics", journal, "--at", "-1");
        refused("no such file", "harmonics", folder.resolve("none").toString());
        Path text = Files.writeString(folder.resolve("text"), "volts,amps\n");
        refused("text: byte 0: no journal", "harmonics", text.toString());
    }
}
