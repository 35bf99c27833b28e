package stanchion.bench.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// Whom the page's server listens to: a browser on this machine that was sent here by this page.
///
/// The `Host` header must name the loopback interface, so that no foreign name that resolves to it
/// reaches the bench (DNS rebinding). A request that does something must carry the token that
/// stands in the page, which a page of another origin cannot read.
public final class Door {
    static final String TOKEN_HEADER = "X-Stanchion-Token";

    private final Set<String> hosts;
    private final String token;

    /// The door of a server on this port.
    public Door(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
    }

    /// What a page that may act must show.
    public String token() {
        return token;
    }

    /// Whether a request was meant for this machine.
    public boolean mayRead(HttpExchange exchange) {
        String host = first(exchange.getRequestHeaders(), "Host");
        return hosts.contains(host);
    }

    boolean mayAct(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String origin = first(headers, "Origin");
        boolean ownOrigin =
                origin.isEmpty()
                        || hosts.stream().anyMatch(host -> origin.equals("http://" + host));
        return mayRead(exchange) && ownOrigin && isToken(first(headers, TOKEN_HEADER));
    }

    private boolean isToken(String offered) {
        return MessageDigest.isEqual(
                offered.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String first(Headers headers, String name) {
        return headers.getOrDefault(name, java.util.List.of("")).getFirst();
    }
}
