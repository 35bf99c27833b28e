package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HarmonicsCommandTest {
    @TempDir private static Path folder = Path.of("");

    @BeforeAll
    static void record() throws IOException {
        Path scenario =
                Files.writeString(
                        folder.resolve("distorted.scenario"),
                        "draw 16A\nharmonics 10%\nplug cable 32A\ns2 close\nwait 8s\n");
        Said simulated =
                Said.of(
                        "simulate",
                        "--scenario",
                        scenario.toString(),
                        "--journal",
                        journal().toString());
        assertThat(simulated.status()).isZero();
    }

    private static Path journal() {
        return folder.resolve("distorted.journal");
    }

    private static void refused(String reason, String... arguments) {
        Said said = Said.of(arguments);
        assertThat(said.status()).isNotZero();
        assertThat(said.out()).isEmpty();
        assertThat(said.error().strip()).contains(reason).doesNotContain("\n");
    }

    @Test
    void aChargesJournalTellsItsHarmonics() {
        Said said = Said.of("harmonics", journal().toString(), "--at", "7", "--json");
        assertThat(said.error()).isEmpty();
        JsonObject all = JsonParser.parseString(said.out()).getAsJsonObject();
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
        Said said = Said.of("harmonics", journal().toString(), "--at", "7");
        assertThat(said.status()).isZero();
        assertThat(said.out())
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
