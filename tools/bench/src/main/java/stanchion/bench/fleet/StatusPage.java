package stanchion.bench.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stanchion.bench.page.Door;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.Alert;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.Census;
import stanchion.fleet.store.Counts;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;

/// A fleet's state as a page, on the loopback interface alone, for whoever has its address: a token
/// stands in it. It only reads, runs no script, and loads itself again.
public final class StatusPage implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofMinutes(30);
    private static final int ALERTS = 50;
    private static final int TRAIL = 20;
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ok:#2e8b57;--bad:#c0392b;--wait:#c9a227;--rest:#8884}
            body{font:16px/1.4 system-ui,sans-serif;margin:1rem auto;max-width:60rem;padding:0 1rem}
            h1{font-size:1.3rem}h2{font-size:1.05rem;margin-top:1.6rem}
            .bar{display:flex;height:1.3rem;border-radius:.3rem;overflow:hidden;background:var(--rest)}
            .bar i{display:block}.ok{background:var(--ok)}.bad{background:var(--bad)}
            .wait{background:var(--wait)}.stages{display:flex;gap:.3rem;margin:.3rem 0}
            .stages span{flex:1;border-top:.3rem solid var(--rest);font-size:.8rem}
            .stages .past{border-color:var(--ok)}.stages .now{border-color:var(--wait)}
            .HALTED .stages .now{border-color:var(--bad)}
            table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .5rem .2rem 0;
            border-bottom:1px solid var(--rest);overflow-wrap:anywhere}td.n,th.n{text-align:right}
            p{margin:.3rem 0}small{opacity:.75}\
            """;

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
        StringBuilder html = new StringBuilder(8192);
        html.append(
                "<!doctype html><html lang=en><meta charset=utf-8><title>Stanchion fleet</title>");
        html.append("<meta name=viewport content='width=device-width'>");
        html.append("<meta http-equiv=refresh content=3><style>").append(STYLE).append("</style>");
        html.append("<h1>Stanchion fleet</h1>");
        try {
            rollouts(html);
            census(html);
            alerts(html);
        } catch (FleetException failed) {
            html.append("<p>").append(text(failed.line())).append("</p>");
        }
        return html.toString();
    }

    private void rollouts(StringBuilder html) throws FleetException {
        for (RolloutRow row : store.rollouts()) {
            Counts counts = store.counts(row, Instant.now().minus(SILENCE));
            html.append("<section class=").append(row.state()).append("><h2>");
            html.append(text(row.id())).append(": version ").append(row.targets());
            html.append(" to ").append(row.channel().text()).append(", ");
            html.append(row.state().name().toLowerCase(Locale.ROOT)).append("</h2>");
            stages(html, row);
            html.append("<div class=bar role=img aria-label='confirmed, failed, waiting'>");
            part(html, "ok", counts.confirmed(), counts.members());
            part(html, "bad", counts.failed(), counts.members());
            part(html, "wait", counts.waiting(), counts.members());
            html.append("</div><p>").append(counts.confirmed()).append(" confirmed, ");
            html.append(counts.failed()).append(" failed, ").append(counts.waiting());
            html.append(" waiting, of ").append(counts.members()).append(" chargers reached");
            html.append("<br><small>").append(text(row.reason())).append("</small></section>");
        }
    }

    private static void stages(StringBuilder html, RolloutRow row) {
        html.append("<div class=stages>");
        for (int i = 0; i < row.plan().stages().size(); i++) {
            boolean past = i < row.stage() || row.state() == RolloutRow.State.DONE;
            String kind = past ? "past" : i == row.stage() ? "now" : "";
            html.append("<span class='").append(kind).append("'>");
            html.append(row.plan().stages().get(i) / 100.0).append(" %</span>");
        }
        html.append("</div>");
    }

    private static void part(StringBuilder html, String kind, long part, long whole) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        html.append(
                String.format(Locale.ROOT, "<i class=%s style='width:%.2f%%'></i>", kind, percent));
    }

    private void census(StringBuilder html) throws FleetException {
        html.append("<h2>Chargers</h2><table><tr><th>channel<th>firmware<th class=n>version");
        html.append("<th>state<th class=n>chargers");
        for (Census one : store.census()) {
            html.append("<tr><td>").append(text(one.channel()));
            html.append("<td>").append(text(one.firmware()));
            html.append("<td class=n>").append(one.targets());
            html.append("<td>").append(text(one.state()));
            html.append("<td class=n>").append(one.chargers());
        }
        html.append("</table>");
    }

    private void alerts(StringBuilder html) throws FleetException {
        html.append("<h2>Alerts</h2><table>");
        for (Alert alert : store.alerts(ALERTS)) {
            html.append("<tr><td>").append(text(alert.about()));
            html.append("<td>").append(alert.kind());
            html.append("<td>").append(text(alert.detail()));
        }
        html.append("</table><h2>Trail</h2><table>");
        for (AuditEntry entry : store.trail(TRAIL)) {
            html.append("<tr><td>").append(entry.at());
            html.append("<td>").append(text(entry.who()));
            html.append("<td>").append(text(entry.what()));
        }
        html.append("</table>");
    }

    /// Chargers are strangers: nothing they say becomes markup.
    private static String text(String from) {
        return from.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
