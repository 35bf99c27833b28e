package stanchion.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stanchion.session.StateGraph.Cause;
import stanchion.session.StateGraph.Edge;

/// Draws a graph of states: a ring in the order of a charge, and below it those in which a fault is
/// held.
final class StatePicture {
    private static final int WIDTH = 1080;
    private static final int HEIGHT = 760;
    private static final double HALF_BOX_WIDTH = 62;
    private static final double HALF_BOX_HEIGHT = 22;

    /// Where on its curve a label stands: not in the middle, where the way back has it too.
    private static final double LABEL = 0.4;

    private static final List<String> ORDER =
            List.of("Idle", "Connected", "Preparing", "Charging", "Pausing", "Waking");

    private record Point(double x, double y) {
        Point towards(Point other, double share) {
            return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
        }

        /// Where the line from here to there leaves the box around here.
        Point border(Point there) {
            double across = Math.abs(there.x - x) / HALF_BOX_WIDTH;
            double along = Math.abs(there.y - y) / HALF_BOX_HEIGHT;
            return towards(there, 1 / Math.max(1, Math.max(across, along)));
        }
    }

    private final SortedMap<Edge, Set<EventName>> edges;
    private final Map<String, Point> places = new LinkedHashMap<>();

    StatePicture(StateGraph graph) {
        edges = graph.edges();
        List<String> held =
                edges.keySet().stream()
                        .filter(edge -> edge.cause() == Cause.FAULT)
                        .map(Edge::to)
                        .distinct()
                        .sorted()
                        .toList();
        List<String> ring =
                Stream.concat(
                                ORDER.stream(),
                                edges.keySet().stream()
                                        .flatMap(edge -> Stream.of(edge.from(), edge.to())))
                        .filter(state -> !held.contains(state))
                        .distinct()
                        .toList();
        ring(ring);
        row(held);
    }

    /// Clockwise, from the left on.
    private void ring(List<String> states) {
        for (int i = 0; i < states.size(); i++) {
            double angle = Math.PI + 2 * Math.PI * i / states.size();
            places.put(
                    states.get(i),
                    new Point(WIDTH / 2.0 + 440 * Math.cos(angle), 240 + 210 * Math.sin(angle)));
        }
    }

    /// Below the ring.
    private void row(List<String> states) {
        for (int i = 0; i < states.size(); i++) {
            places.put(
                    states.get(i), new Point(WIDTH * (i + 1) / (states.size() + 1.0), HEIGHT - 90));
        }
    }

    private Point place(String state) {
        return Optional.ofNullable(places.get(state)).orElseThrow();
    }

    /// For graphviz.
    String dot() {
        StringBuilder text = new StringBuilder("digraph ChargeState {\n    node [shape=box];\n");
        edges.forEach((edge, told) ->
                text.append(
                        "    %s -> %s [label=\"%s\", color=\"%s\"];\n"
                                .formatted(
                                        edge.from(), edge.to(), words(told), color(edge.cause()))));
        return text.append("}\n").toString();
    }

    /// For eyes.
    String svg() {
        StringBuilder text =
                new StringBuilder(
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" \
                        font-family="sans-serif" font-size="11">
                        <rect width="100%%" height="100%%" fill="#ffffff"/>
                        """
                                .formatted(WIDTH, HEIGHT));
        for (Cause cause : Cause.values()) {
            text.append(marker(cause));
        }
        edges.forEach((edge, told) -> text.append(curve(edge, told)));
        places.forEach((state, place) -> text.append(box(state, place)));
        edges.forEach((edge, told) -> text.append(label(edge, told)));
        return text.append(legend()).append("</svg>\n").toString();
    }

    private static String marker(Cause cause) {
        return """
        <marker id="%s" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
        orient="auto"><path d="M0 0L8 4L0 8z" fill="%s"/></marker>
        """
                .formatted(cause, color(cause));
    }

    private String curve(Edge edge, Set<EventName> told) {
        Point bend = bend(edge);
        Point start = place(edge.from()).border(bend);
        Point end = place(edge.to()).border(bend);
        return String.format(
                Locale.ROOT,
                """
                <path d="M%.0f %.0fQ%.0f %.0f %.0f %.0f" fill="none" stroke="%s" \
                stroke-width="%s" marker-end="url(#%s)"><title>%s to %s: %s</title></path>
                """,
                start.x,
                start.y,
                bend.x,
                bend.y,
                end.x,
                end.y,
                color(edge.cause()),
                edge.cause() == Cause.SESSION ? "1.6" : "0.9",
                edge.cause(),
                edge.from(),
                edge.to(),
                words(told));
    }

    /// Beside the middle of the way, on the right hand: so two directions never share a line.
    private Point bend(Edge edge) {
        Point from = place(edge.from());
        Point to = place(edge.to());
        double share =
                switch (edge.cause()) {
                    case SESSION -> 0.12;
                    case FAULT -> 0.22;
                    case PERSON -> 0.32;
                };
        Point centre = from.towards(to, 0.5);
        return new Point(centre.x - (to.y - from.y) * share, centre.y + (to.x - from.x) * share);
    }

    private String label(Edge edge, Set<EventName> told) {
        if (edge.cause() != Cause.SESSION || told.isEmpty()) {
            return "";
        }
        Point bend = bend(edge);
        Point towardsBend = place(edge.from()).towards(bend, LABEL);
        Point place = towardsBend.towards(bend.towards(place(edge.to()), LABEL), LABEL);
        return String.format(
                Locale.ROOT,
                """
                <text x="%.0f" y="%.0f" text-anchor="middle" stroke="#ffffff" stroke-width="3" \
                paint-order="stroke">%s</text>
                """,
                place.x,
                place.y + 4,
                words(told));
    }

    private static String box(String state, Point place) {
        return String.format(
                Locale.ROOT,
                """
                <rect x="%.0f" y="%.0f" width="%.0f" height="%.0f" rx="8" fill="#f2f6fa" \
                stroke="#25435f" stroke-width="1.5"/>
                <text x="%.0f" y="%.0f" text-anchor="middle" font-size="15">%s</text>
                """,
                place.x - HALF_BOX_WIDTH,
                place.y - HALF_BOX_HEIGHT,
                2 * HALF_BOX_WIDTH,
                2 * HALF_BOX_HEIGHT,
                place.x,
                place.y + 5,
                state);
    }

    private static String legend() {
        return String.format(
                Locale.ROOT,
                """
                <text x="16" y="%d">Every step the session takes: \
                <tspan fill="%s">by itself</tspan>, <tspan fill="%s">into a fault</tspan>, \
                <tspan fill="%s">by a person's hand</tspan>; with what is reported whenever it is \
                taken. Drawn from the explored states by ./run explore --draw.</text>
                """,
                HEIGHT - 14,
                color(Cause.SESSION),
                color(Cause.FAULT),
                color(Cause.PERSON));
    }

    private static String color(Cause cause) {
        return switch (cause) {
            case SESSION -> "#25435f";
            case FAULT -> "#d4674f";
            case PERSON -> "#3f9157";
        };
    }

    private static String words(Set<EventName> told) {
        return told.stream()
                .map(name -> name.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
