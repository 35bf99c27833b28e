package stanchion.bench.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import stanchion.bench.page.Live.Frame;

/// Serves the page on the loopback interface, nowhere else: files, a stream of what happens
/// (server-sent events), and the controls.
public final class PageServer implements AutoCloseable {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final long HEARTBEAT_MILLIS = 5000;

    private final Loopback server;
    private final Live live;
    private final Desk desk;
    private volatile boolean closed;

    /// @param port 0 for any that is free
    public PageServer(int port, Live live, Desk desk) {
        this.live = live;
        this.desk = desk;
        server = new Loopback(port);
        server.files(Assets.BENCH);
        server.serve("/live", this::stream);
        server.serve("/scenarios", this::scenarios);
        server.serve("/act", exchange -> post(exchange, desk::act));
        server.serve("/run", exchange -> post(exchange, this::run));
        server.serve("/halt", exchange -> post(exchange, this::halt));
        server.start();
    }

    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        closed = true;
        server.close();
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
            Loopback.json(exchange, desk.shipped());
            return;
        }
        Optional<String> text = desk.shipped(name.substring(1));
        Loopback.answer(
                exchange,
                text.isPresent() ? 200 : 404,
                Loopback.PLAIN,
                text.orElse("no such scenario"));
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
        if (!exchange.getRequestMethod().equals("POST") || !server.door().mayAct(exchange)) {
            Loopback.answer(
                    exchange, 403, Loopback.PLAIN, "only this page's own controls may do that");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            Loopback.answer(
                    exchange, 413, Loopback.PLAIN, "longer than " + LONGEST_BODY + " bytes");
            return;
        }
        Optional<String> trouble = deed.on(new String(body, StandardCharsets.UTF_8));
        Loopback.answer(
                exchange, trouble.isPresent() ? 400 : 200, Loopback.PLAIN, trouble.orElse("ok"));
    }

    /// What a POST does; answers why not, or nothing.
    @FunctionalInterface
    private interface Deed {
        Optional<String> on(String body);
    }
}
