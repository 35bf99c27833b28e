package stanchion.bench.bringup;

import java.util.List;

/// What came of one step.
///
/// @param id names the step in the report, for good
/// @param at when it ended, in ISO 8601
record Outcome(String id, String title, String at, Verdict verdict, List<Finding> findings) {
    enum Verdict {
        PASSED,
        FAILED,
        /// A person left it out.
        SKIPPED
    }

    Outcome {
        findings = List.copyOf(findings);
    }
}
