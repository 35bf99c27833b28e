package stanchion.gateway.telemetry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/// Where the broker is.
///
/// @param host checked against the broker's certificate
public record Endpoint(String host, int port) {
    private static final Set<String> SCHEMES = Set.of("ssl", "mqtts");
    private static final int DEFAULT_PORT = 8883;

    /// Reads `ssl://host:port`.
    ///
    /// @throws IllegalArgumentException one line that names the text
    public static Endpoint parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            throw refused(text, malformed);
        }
        boolean bare =
                uri.getRawQuery() == null
                        && uri.getRawFragment() == null
                        && uri.getRawUserInfo() == null
                        && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
        if (uri.getScheme() == null
                || !SCHEMES.contains(uri.getScheme())
                || uri.getHost() == null
                || !bare) {
            throw refused(text, new IllegalArgumentException("not a TLS address"));
        }
        return new Endpoint(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
    }

    private static IllegalArgumentException refused(String text, Exception cause) {
        return new IllegalArgumentException(
                "the broker '" + text + "' must look like ssl://host:port", cause);
    }

    @Override
    public String toString() {
        return "ssl://" + host + ":" + port;
    }
}
