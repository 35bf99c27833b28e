package stanchion.bench.page;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server of pages on the loopback interface, nowhere else, that answers only to that name.
final class Loopback implements AutoCloseable {
    static final String PLAIN = "text/plain; charset=utf-8";

    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Door door;

    /// Serves nothing before [#start].
    ///
    /// @param port 0 for any that is free
    Loopback(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's port " + port + " is not free", e);
        }
        door = new Door(server.getAddress().getPort());
        server.setExecutor(threads);
    }

    /// Whom it listens to.
    Door door() {
        return door;
    }

    void start() {
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /// Serves the files of a page.
    void files(Assets assets) {
        serve("/", exchange -> file(assets, exchange));
    }

    /// Serves a path and what lies below it.
    void serve(String path, HttpHandler inside) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
                        if (door.mayRead(exchange)) {
                            inside.handle(exchange);
                        } else {
                            answer(exchange, 403, PLAIN, "this bench answers to 127.0.0.1 only");
                        }
                    }
                });
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void file(Assets assets, HttpExchange exchange) throws IOException {
        Optional<Assets.Asset> asset = assets.at(exchange.getRequestURI().getPath());
        if (asset.isEmpty() || !exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 404, PLAIN, "nothing here");
            return;
        }
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'self'; frame-ancestors 'none'; form-action 'none'");
        String type = asset.get().type();
        byte[] bytes = asset.get().bytes();
        if (type.startsWith("text/html")) {
            String page = new String(bytes, StandardCharsets.UTF_8);
            answer(exchange, 200, type, page.replace("{{token}}", door.token()));
        } else {
            answer(exchange, 200, type, bytes);
        }
    }

    static void json(HttpExchange exchange, Object value) throws IOException {
        answer(exchange, 200, JSON, new Gson().toJson(value));
    }

    static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        answer(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] bytes)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
