package stanchion.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.StoreAddress;

/// The page of a fleet, as whoever has its address or not sees it.
class StatusPageTest {
    @TempDir Path folder;

    @Test
    void onlyTheWholeAddressShowsThePageAndNothingThatIsSaidBecomesMarkup() throws Exception {
        try (FleetStore store = StoreAddress.open(folder.resolve("fleet.sqlite").toString())) {
            store.note(new AuditEntry(Instant.now(), "<b>who</b>", "did it"));
            try (StatusPage page = new StatusPage(store);
                    HttpClient client = HttpClient.newHttpClient()) {
                URI whole = URI.create(page.address());
                assertThat(whole.getHost()).isEqualTo("127.0.0.1");
                HttpResponse<String> shown = read(client, whole);
                assertThat(shown.statusCode()).isEqualTo(200);
                assertThat(shown.body()).contains("&lt;b&gt;who").doesNotContain("<b>who");

                HttpResponse<String> refused = read(client, whole.resolve("/"));
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).doesNotContain("did it");
            }
        }
    }

    private static HttpResponse<String> read(HttpClient client, URI address) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
