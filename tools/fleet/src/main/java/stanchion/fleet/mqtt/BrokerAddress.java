package stanchion.fleet.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import stanchion.fleet.FleetException;

/// Where a broker listens, and who one is there.
///
/// @param identity absent only for a broker without TLS, which must be on this machine
public record BrokerAddress(String host, int port, Optional<Identity> identity) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    public BrokerAddress {
        if (identity.isEmpty() && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException("no TLS to another machine: " + host);
        }
    }

    /// Reads `ssl://HOST:PORT`, and `tcp://HOST:PORT` on this machine alone.
    public static BrokerAddress parse(String text, Optional<Identity> identity)
            throws FleetException {
        URI uri = uri(text);
        String host = Optional.ofNullable(uri.getHost()).orElse("").replaceAll("[\\[\\]]", "");
        boolean ssl = "ssl".equals(uri.getScheme());
        if ((!ssl && !"tcp".equals(uri.getScheme())) || host.isEmpty() || uri.getPort() < 1) {
            throw new FleetException("--broker " + text + ": say ssl://HOST:PORT");
        }
        if (ssl && identity.isEmpty()) {
            throw new FleetException("--broker " + text + ": needs --identity FILE.p12");
        }
        if (!ssl && !LOOPBACK.contains(host)) {
            throw new FleetException(
                    "--broker " + text + ": without TLS only on this machine; say ssl://HOST:PORT");
        }
        return new BrokerAddress(host, uri.getPort(), ssl ? identity : Optional.empty());
    }

    private static URI uri(String text) throws FleetException {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new FleetException("--broker " + text + ": say ssl://HOST:PORT");
        }
    }

    @Override
    public String toString() {
        return (identity.isPresent() ? "ssl" : "tcp") + "://" + host + ":" + port;
    }
}
