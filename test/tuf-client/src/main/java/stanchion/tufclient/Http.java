package stanchion.tufclient;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Reads files over HTTP, no further than asked.
final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    /// A file; nothing when there is none.
    ///
    /// @param most bytes; of a longer file one more than these
    Optional<byte[]> read(String url, int most) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri(url)).timeout(PATIENCE).build();
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(url + ": interrupted", interrupted);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            if (response.statusCode() != FOUND) {
                throw new IOException(url + ": status " + response.statusCode());
            }
            return Optional.of(body.readNBytes(most + 1));
        }
    }

    private static URI uri(String url) throws IOException {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException none) {
            throw new IOException(url + ": no URL", none);
        }
    }
}
