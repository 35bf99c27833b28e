package stanchion.bench.bringup;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stanchion.bench.bringup.Outcome.Verdict;

/// The log of a bring-up: JSON to go on from, and the same as Markdown for a person. Both are
/// written whole after every step.
final class Report {
    private static final int FORMAT = 1;

    private final Path file;
    private final String board;
    private final String digest;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    private Report(Path file, String board, String digest) {
        this.file = file;
        this.board = board;
        this.digest = digest;
    }

    /// A new log.
    ///
    /// @param file the Markdown; the JSON stands beside it
    /// @param digest SHA-256 of the board's description
    static Report begin(Path file, String board, String digest) {
        Path json = json(file);
        if (Files.exists(json)) {
            throw new BringUpTrouble(
                    BringUpTrouble.BAD_INPUT,
                    json + " is there already: --resume goes on with it, --report names another");
        }
        return new Report(file, board, digest);
    }

    /// The log of a bring-up that was stopped.
    static Report resume(Path file, String board, String digest) {
        Path json = json(file);
        Report report = new Report(file, board, digest);
        try {
            JsonObject root = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
            boolean same =
                    root.get("format").getAsInt() == FORMAT
                            && root.get("description").getAsString().equals(digest);
            if (!same) {
                throw new BringUpTrouble(
                        BringUpTrouble.BAD_INPUT,
                        json + " is of another description: begin anew with another --report");
            }
            for (JsonElement step : root.getAsJsonArray("steps")) {
                Outcome outcome = outcome(step.getAsJsonObject());
                report.outcomes.put(outcome.id(), outcome);
            }
            return report;
        } catch (IOException e) {
            throw new BringUpTrouble(
                    BringUpTrouble.BAD_INPUT, json + " cannot be read: nothing to resume", e);
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException e) {
            throw new BringUpTrouble(
                    BringUpTrouble.BAD_INPUT, json + " is no report of a bring-up", e);
        }
    }

    boolean hasPassed(String id) {
        return Optional.ofNullable(outcomes.get(id))
                .filter(outcome -> outcome.verdict() == Verdict.PASSED)
                .isPresent();
    }

    Optional<Outcome> of(String id) {
        return Optional.ofNullable(outcomes.get(id));
    }

    int count(Verdict verdict) {
        return (int) outcomes.values().stream().filter(o -> o.verdict() == verdict).count();
    }

    void add(Outcome outcome) {
        outcomes.put(outcome.id(), outcome);
        replace(json(file), jsonText());
        replace(file, markdown());
    }

    private static Path json(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot < 1 ? name : name.substring(0, dot)) + ".json");
    }

    private String jsonText() {
        JsonObject root = new JsonObject();
        root.addProperty("format", FORMAT);
        root.addProperty("board", board);
        root.addProperty("description", digest);
        JsonArray steps = new JsonArray();
        for (Outcome outcome : outcomes.values()) {
            JsonObject step = new JsonObject();
            step.addProperty("id", outcome.id());
            step.addProperty("title", outcome.title());
            step.addProperty("at", outcome.at());
            step.addProperty("verdict", outcome.verdict().name());
            JsonArray findings = new JsonArray();
            outcome.findings().forEach(finding -> findings.add(json(finding)));
            step.add("findings", findings);
            steps.add(step);
        }
        root.add("steps", steps);
        return new GsonBuilder().setPrettyPrinting().create().toJson(root) + "\n";
    }

    private static JsonObject json(Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("what", finding.what());
        if (Double.isFinite(finding.value())) {
            json.addProperty("value", finding.value());
        }
        json.addProperty("unit", finding.unit());
        json.addProperty("least", finding.least());
        json.addProperty("most", finding.most());
        json.addProperty("source", finding.source());
        json.addProperty("holds", finding.holds());
        return json;
    }

    private static Outcome outcome(JsonObject step) {
        List<Finding> findings = new ArrayList<>();
        for (JsonElement element : step.getAsJsonArray("findings")) {
            JsonObject finding = element.getAsJsonObject();
            findings.add(
                    new Finding(
                            finding.get("what").getAsString(),
                            finding.has("value") ? finding.get("value").getAsDouble() : Double.NaN,
                            finding.get("unit").getAsString(),
                            finding.get("least").getAsDouble(),
                            finding.get("most").getAsDouble(),
                            finding.get("source").getAsString()));
        }
        return new Outcome(
                step.get("id").getAsString(),
                step.get("title").getAsString(),
                step.get("at").getAsString(),
                Verdict.valueOf(step.get("verdict").getAsString()),
                findings);
    }

    private String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Bring-up of ").append(board).append("\n\n");
        text.append("Description, SHA-256: `").append(digest).append("`\n\n");
        text.append("| step | measured | value | limits | by | |\n|---|---|---|---|---|---|\n");
        for (Outcome outcome : outcomes.values()) {
            text.append(
                    "| **%s** (%s) | | | | | **%s** |\n"
                            .formatted(outcome.title(), outcome.at(), outcome.verdict()));
            for (Finding finding : outcome.findings()) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "| | %s | %.3f %s | %.3f…%.3f | %s | %s |\n",
                                finding.what(),
                                finding.value(),
                                finding.unit(),
                                finding.least(),
                                finding.most(),
                                finding.source(),
                                finding.holds() ? "ok" : "NOT"));
            }
        }
        return text.toString();
    }

    private static void replace(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BringUpTrouble(
                    BringUpTrouble.BAD_INPUT, "--report " + file + " cannot be written", e);
        }
    }
}
