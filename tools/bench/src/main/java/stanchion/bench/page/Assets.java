package stanchion.bench.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// The files of a page: the project's own beside this class, and uPlot from its jar. Nothing else
/// is served.
final class Assets {
    /// A file with its media type.
    @SuppressWarnings("ArrayRecordComponent") // written to one response, compared nowhere
    record Asset(String type, byte[] bytes) {}

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private static final Map<String, String> SHARED =
            Map.of(
                    "/bench.css", "bench.css",
                    "/plot.js", "plot.js",
                    "/icon.svg", "icon.svg",
                    "/uplot.js", UPLOT + "uPlot.esm.js",
                    "/uplot.css", UPLOT + "uPlot.min.css");

    /// The bench's page.
    static final Assets BENCH =
            new Assets(
                    Map.of(
                            "/", "index.html",
                            "/main.js", "main.js",
                            "/plots.js", "plots.js",
                            "/diagram.js", "diagram.js",
                            "/controls.js", "controls.js",
                            "/scenario.js", "scenario.js",
                            "/events.js", "events.js",
                            "/send.js", "send.js"));

    /// The page of a journal.
    static final Assets TRAVEL =
            new Assets(
                    Map.of(
                            "/", "travel.html",
                            "/travel.css", "travel.css",
                            "/travel.js", "travel.js",
                            "/lanes.js", "lanes.js",
                            "/waves.js", "waves.js"));

    private final Map<String, String> own;

    private Assets(Map<String, String> own) {
        this.own = own;
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(own.getOrDefault(path, SHARED.get(path))).map(Assets::load);
    }

    private static Asset load(String file) {
        try (InputStream in = Assets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + file + " is not in the jar");
            }
            return new Asset(type(file), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the page's file " + file + " is not readable", e);
        }
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".js" -> JAVASCRIPT;
            case ".css" -> STYLE;
            case ".svg" -> "image/svg+xml";
            default -> "text/html; charset=utf-8";
        };
    }
}
