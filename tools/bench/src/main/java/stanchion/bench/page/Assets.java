package stanchion.bench.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// The files of the page: the project's own beside this class, and uPlot from its jar. Nothing else
/// is served.
final class Assets {
    /// A file with its media type.
    @SuppressWarnings("ArrayRecordComponent") // written to one response, compared nowhere
    record Asset(String type, byte[] bytes) {}

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("/", "index.html"),
                    Map.entry("/bench.css", "bench.css"),
                    Map.entry("/main.js", "main.js"),
                    Map.entry("/plots.js", "plots.js"),
                    Map.entry("/diagram.js", "diagram.js"),
                    Map.entry("/controls.js", "controls.js"),
                    Map.entry("/scenario.js", "scenario.js"),
                    Map.entry("/events.js", "events.js"),
                    Map.entry("/send.js", "send.js"),
                    Map.entry("/icon.svg", "icon.svg"),
                    Map.entry("/uplot.js", UPLOT + "uPlot.esm.js"),
                    Map.entry("/uplot.css", UPLOT + "uPlot.min.css"));

    private Assets() {}

    static Optional<Asset> at(String path) {
        return Optional.ofNullable(FILES.get(path)).map(Assets::load);
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
