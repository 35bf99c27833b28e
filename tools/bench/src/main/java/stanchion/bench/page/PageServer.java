package stanchion.bench.page;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stanchion.bench.page.Live.Frame;

/// Serves the page on the loopback interface, nowhere else: files, a stream of what happens
/// (server-sent events), and the controls.
public final class PageServer implements AutoCloseable {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final long HEARTBEAT_MILLIS = 5000;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Door door;
    private final Live live;
    private final Desk desk;
    private volatile boolean closed;

    /// @param port 0 for any that is free
    public PageServer(int port, Live live, Desk desk) {
        this.live = live;
        this.desk = desk;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's port " + port + " is not free", e);
        }
        door = new Door(server.getAddress().getPort());
        server.setExecutor(threads);
        server.createContext("/", guarded(this::file));
        server.createContext("/live", guarded(this::stream));
        server.createContext("/scenarios", guarded(this::scenarios));
        server.createContext("/act", guarded(exchange -> post(exchange, desk::act)));
        server.createContext("/run", guarded(exchange -> post(exchange, this::run)));
        server.createContext("/halt", guarded(exchange -> post(exchange, this::halt)));
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpHandler guarded(HttpHandler inside) {
        return exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
                if (door.mayRead(exchange)) {
                    inside.handle(exchange);
                } else {
                    answer(exchange, 403, PLAIN, "this bench answers to 127.0.0.1 only");
                }
            }
        };
    }

    private void file(HttpExchange exchange) throws IOException {
        Optional<Assets.Asset> asset = Assets.at(exchange.getRequestURI().getPath());
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

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        try (Live.Viewer viewer = live.join();
                OutputStream out = exchange.getResponseBody()) {
            while (!closed) {
                Optional<Frame> frame = viewer.next(HEARTBEAT_MILLIS);
                String text =
                        frame.map(f -> "event: " + f.name() + "\ndata: " + f.json() + "\n\n")
                                .orElse(": still here\n\n");
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void scenarios(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/scenarios".length());
        if (name.isEmpty()) {
            answer(exchange, 200, JSON, new Gson().toJson(desk.shipped()));
            return;
        }
        Optional<String> text = desk.shipped(name.substring(1));
        answer(exchange, text.isPresent() ? 200 : 404, PLAIN, text.orElse("no such scenario"));
    }

    private Optional<String> run(String body) {
        int end = body.indexOf('\n');
        return end < 0
                ? Optional.of("a name, a line end, then the scenario")
                : desk.run(body.substring(0, end).strip(), body.substring(end + 1));
    }

    private Optional<String> halt(String body) {
        desk.halt();
        return Optional.empty();
    }

    /// Does something with the body; answers 400 with the reason when it was refused.
    private void post(HttpExchange exchange, Deed deed) throws IOException {
        if (!exchange.getRequestMethod().equals("POST") || !door.mayAct(exchange)) {
            answer(exchange, 403, PLAIN, "only this page's own controls may do that");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            answer(exchange, 413, PLAIN, "longer than " + LONGEST_BODY + " bytes");
            return;
        }
        Optional<String> trouble = deed.on(new String(body, StandardCharsets.UTF_8));
        answer(exchange, trouble.isPresent() ? 400 : 200, PLAIN, trouble.orElse("ok"));
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
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

    /// What a POST does; answers why not, or nothing.
    @FunctionalInterface
    private interface Deed {
        Optional<String> on(String body);
    }
}
