package stanchion.bench.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stanchion.bench.page.Door;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;

/// A fleet's state as a page, on the loopback interface alone, for whoever has its address: a token
/// stands in it. It only reads, runs no script, and loads itself again.
public final class StatusPage implements AutoCloseable {
    private static final String STYLE = style();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Door door;
    private final FleetStore store;

    /// Serves from now on.
    public StatusPage(FleetStore store) {
        this.store = store;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the page", e);
        }
        door = new Door(server.getAddress().getPort());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Where it is, token and all.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + door.token();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known = isToken(exchange.getRequestURI().getPath());
            boolean welcome =
                    door.mayRead(exchange) && known && exchange.getRequestMethod().equals("GET");
            String page = welcome ? page() : "only for whoever has the whole address";
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", (welcome ? "text/html" : "text/plain") + "; charset=utf-8");
            headers.set("Cache-Control", "no-store");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
            exchange.sendResponseHeaders(welcome ? 200 : 403, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private boolean isToken(String path) {
        return MessageDigest.isEqual(
                path.getBytes(StandardCharsets.UTF_8),
                ("/" + door.token()).getBytes(StandardCharsets.UTF_8));
    }

    private String page() {
        String head =
                """
                <!doctype html><html lang=en><meta charset=utf-8><title>Stanchion fleet</title>
                <meta name=viewport content='width=device-width,initial-scale=1'>
                <meta http-equiv=refresh content=3><style>%s</style>
                """
                        .formatted(STYLE);
        try {
            return head + StatusView.of(store, Instant.now());
        } catch (FleetException failed) {
            return head + "<section><h2>" + Markup.text(failed.line()) + "</h2></section>";
        }
    }

    private static String style() {
        try (InputStream in = StatusPage.class.getResourceAsStream("status.css")) {
            if (in == null) {
                throw new IllegalStateException("status.css is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("status.css is not readable", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
