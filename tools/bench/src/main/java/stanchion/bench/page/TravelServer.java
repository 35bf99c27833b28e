package stanchion.bench.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import stanchion.replay.travel.Moment;
import stanchion.replay.travel.Travel;
import stanchion.replay.travel.Travel.Way;

/// Serves the page of a journal on the loopback interface: files, and what the page asks for as a
/// person walks about. It only reads.
///
/// ```text
/// /journal                          how far the journal is read, and what came of it
/// /timeline?from=0&to=900&most=600  a part of it in columns
/// /marks?text=FAULT&n=42            marks that hold a text, around a cycle
/// /step?by=change&n=42&way=ON       the cycle to go to: by change, second, or mark with its text
/// /cycle?n=42                       all that is known of a cycle
/// ```
public final class TravelServer implements AutoCloseable {
    private static final int MOST_MARKS = 300;

    private final Loopback server;
    private final Travel travel;

    /// Serves from now on.
    ///
    /// @param port 0 for any that is free
    /// @param name of the journal
    public TravelServer(int port, Travel travel, String name) {
        this.travel = travel;
        server = new Loopback(port);
        server.files(Assets.TRAVEL);
        serve("/journal", (exchange, _) -> Loopback.json(exchange, Overview.of(travel, name)));
        serve("/timeline", this::timeline);
        serve("/marks", this::marks);
        serve("/step", this::step);
        serve("/cycle", this::cycle);
        server.start();
    }

    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    /// Answers to what stands behind the question mark.
    @FunctionalInterface
    private interface Answering {
        void answer(HttpExchange exchange, Asked asked) throws IOException;
    }

    private void serve(String path, Answering answering) {
        HttpHandler handler =
                exchange -> {
                    try {
                        answering.answer(exchange, Asked.of(exchange));
                    } catch (IllegalArgumentException wrong) {
                        String line = String.valueOf(wrong.getMessage());
                        Loopback.answer(exchange, 400, Loopback.PLAIN, line);
                    } catch (IllegalStateException changed) {
                        String line = String.valueOf(changed.getMessage());
                        Loopback.answer(exchange, 500, Loopback.PLAIN, line);
                    }
                };
        server.serve(path, handler);
    }

    private void timeline(HttpExchange exchange, Asked asked) throws IOException {
        long most = Math.min(asked.number("most"), Integer.MAX_VALUE);
        Loopback.json(
                exchange, travel.timeline(asked.number("from"), asked.number("to"), (int) most));
    }

    private void marks(HttpExchange exchange, Asked asked) throws IOException {
        Loopback.json(exchange, travel.marks(asked.text("text"), asked.number("n"), MOST_MARKS));
    }

    private void step(HttpExchange exchange, Asked asked) throws IOException {
        long from = asked.number("n");
        Way way = Way.valueOf(asked.text("way"));
        Optional<Long> to =
                switch (asked.text("by")) {
                    case "change" -> travel.change(from, way);
                    case "second" -> Optional.of(travel.second(from, way));
                    case "mark" -> travel.find(asked.text("text"), from, way);
                    default -> throw new IllegalArgumentException("by change, second or mark");
                };
        Loopback.json(exchange, to.orElse(from));
    }

    private void cycle(HttpExchange exchange, Asked asked) throws IOException {
        Optional<Moment> moment = travel.moment(asked.number("n"));
        if (moment.isEmpty()) {
            Loopback.answer(exchange, 404, Loopback.PLAIN, "no cycle has been read yet");
        } else {
            Loopback.json(exchange, moment.get());
        }
    }

    /// What a request asks for.
    private record Asked(Map<String, String> values) {
        static Asked of(HttpExchange exchange) {
            Map<String, String> values = new HashMap<>();
            String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            for (String part : query.split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    values.put(
                            part.substring(0, equals),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
            return new Asked(values);
        }

        String text(String name) {
            return Optional.ofNullable(values.get(name))
                    .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
        }

        long number(String name) {
            String text = text(name);
            if (!text.matches("-?[0-9]{1,15}")) {
                throw new IllegalArgumentException(name + "=" + text + " is no number");
            }
            return Long.parseLong(text);
        }
    }
}
