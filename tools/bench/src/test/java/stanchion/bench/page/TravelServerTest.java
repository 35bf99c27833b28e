package stanchion.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Begun;
import stanchion.journal.JournalWriter;
import stanchion.replay.travel.Travel;
import stanchion.sim.virtual.SessionRun;

/// The page of a journal over real HTTP.
class TravelServerTest {
    private static byte[] journal = {};

    private final HttpClient client = HttpClient.newHttpClient();
    private Travel travel = new Travel(ByteBuffer.wrap(journal));
    private TravelServer server = new TravelServer(0, travel, "a.journal");

    @BeforeAll
    static void record() {
        journal = journal(Beginning.SIMULATED);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void thePageAndWhatItIsDrawnWithAreServed() throws Exception {
        assertThat(said("").body()).contains("Stanchion <span>replay</span>");
        for (String file : new String[] {"travel.js", "lanes.js", "waves.js", "plot.js"}) {
            assertThat(said(file).body()).contains("import");
        }
        assertThat(said("uplot.js").body()).contains("uPlot");
        assertThat(said("travel.css").statusCode()).isEqualTo(200);
        assertThat(said("main.js").statusCode()).as("the bench's").isEqualTo(404);
    }

    @Test
    void beforeAnythingIsReadThePageIsToldSo() throws Exception {
        assertThat(json("journal").get("verdict").getAsString()).isEqualTo("RUNNING");
        assertThat(json("timeline?from=0&to=10&most=5").getAsJsonArray("columns")).isEmpty();
        assertThat(said("cycle?n=0").statusCode()).isEqualTo(404);
        assertThat(said("step?by=second&n=0&way=ON").body()).isEqualTo("0");
    }

    @Test
    void whatIsAskedForIsAnswered() throws Exception {
        travel.run();
        JsonObject journal = json("journal");
        assertThat(journal.get("verdict").getAsString()).isEqualTo("IDENTICAL");
        assertThat(journal.get("share").getAsDouble()).isEqualTo(1);
        assertThat(journal.getAsJsonArray("bands")).hasSize(6);
        long cycles = journal.get("cycles").getAsLong();
        assertThat(journal.get("line").getAsString())
                .startsWith("%,d cycles decided again bit for bit".formatted(cycles));
        JsonObject cycle = json("cycle?n=" + 5 * cycles);
        assertThat(cycle.get("cycle").getAsLong()).isEqualTo(cycles - 1);
        String change = said("step?by=change&n=0&way=ON").body();
        assertThat(json("cycle?n=" + change).getAsJsonObject("why").get("text").getAsString())
                .startsWith("Idle -> Connected: ");
        String event = said("step?by=mark&n=0&way=ON&text=vehicle_conn").body();
        assertThat(said("marks?n=0&text=vehicle%5Fconn").body())
                .contains("\"cycle\":" + event + ",");
    }

    @Test
    void whatCannotBeAnsweredIsRefusedInOneLine() throws Exception {
        travel.run();
        assertThat(said("cycle").body()).isEqualTo("n is missing");
        assertThat(said("cycle?n=x").body()).isEqualTo("n=x is no number");
        assertThat(said("step?by=luck&n=1&way=ON").statusCode()).isEqualTo(400);
        assertThat(said("step?by=change&n=1&way=UP").statusCode()).isEqualTo(400);
    }

    @Test
    void journalOfAnotherVersionIsShownWithAWarning() throws Exception {
        serve(journal("9.9.9"));
        assertThat(json("journal").getAsJsonArray("warnings").get(0).getAsString())
                .startsWith("written by firmware 9.9.9, repeated by ");
    }

    @Test
    void damageAndALastBlockCutShortAreSaidAndWhatIsBeforeThemShown() throws Exception {
        byte[] damaged = journal.clone();
        damaged[damaged.length / 2] ^= 1;
        serve(damaged);
        JsonObject broken = json("journal");
        assertThat(broken.get("verdict").getAsString()).isEqualTo("REFUSED");
        assertThat(broken.get("line").getAsString())
                .contains("; cannot be read on at byte ")
                .endsWith(" damaged");
        assertThat(said("cycle?n=10").statusCode()).isEqualTo(200);

        serve(Arrays.copyOf(journal, journal.length - 3));
        JsonObject cut = json("journal");
        assertThat(cut.get("verdict").getAsString()).isEqualTo("IDENTICAL");
        assertThat(cut.get("line").getAsString()).endsWith(" bytes are a block cut short");
    }

    @Test
    void emptyJournalHasAPageThatSaysSo() throws Exception {
        serve(Arrays.copyOf(journal, 8));
        assertThat(json("journal").get("cycles").getAsLong()).isZero();
        assertThat(said("cycle?n=0").body()).isEqualTo("no cycle has been read yet");
        assertThat(said("marks?n=0&text=").body()).isEqualTo("[]");
    }

    private void serve(byte[] other) {
        server.close();
        travel = new Travel(ByteBuffer.wrap(other));
        server = new TravelServer(0, travel, "another.journal");
        travel.run();
    }

    private JsonObject json(String path) throws Exception {
        HttpResponse<String> answer = said(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private HttpResponse<String> said(String path) throws Exception {
        URI address = URI.create(server.address() + path);
        return client.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
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
