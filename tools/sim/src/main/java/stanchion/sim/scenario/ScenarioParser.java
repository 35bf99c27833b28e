package stanchion.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import stanchion.sim.scenario.Scenario.Line;
import stanchion.sim.scenario.Words.Refusal;

/// Reads scenarios: one step a line, `#` starts a comment, case and white space do not matter.
///
/// The language is described in `tools/scenarios/README.md`.
public final class ScenarioParser {
    private ScenarioParser() {}

    /// Reads a whole scenario; all bad lines are named, not only the first.
    public static Parsed parse(String name, String text) {
        List<Line> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> rows = text.lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            String row = withoutComment(rows.get(i));
            if (row.isEmpty()) {
                continue;
            }
            try {
                lines.add(new Line(i + 1, row, step(row)));
            } catch (Refusal refusal) {
                problems.add(name + ":" + (i + 1) + ": " + refusal.getMessage());
            }
        }
        if (problems.isEmpty() && lines.isEmpty()) {
            problems.add(name + ":1: nothing to do, expected at least one verb or expectation");
        }
        return problems.isEmpty()
                ? new Parsed.Accepted(new Scenario(name, lines))
                : new Parsed.Rejected(problems);
    }

    private static String withoutComment(String row) {
        int comment = row.indexOf('#');
        String bare = comment < 0 ? row : row.substring(0, comment);
        return (bare.startsWith("\uFEFF") ? bare.substring(1) : bare).strip();
    }

    private static Step step(String row) throws Refusal {
        Words words = Words.of(row);
        if (words.take("EXPECT")) {
            return ExpectationGrammar.read(words);
        }
        if (words.take("WAIT")) {
            Step wait = new Step.Wait(VerbGrammar.time(words));
            words.end("wait TIME");
            return wait;
        }
        return new Step.Act(VerbGrammar.read(words));
    }
}
