package stanchion.bench.bringup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import stanchion.bench.bringup.Outcome.Verdict;

/// Goes through the steps with a person, one after the other; what passed before is not done again.
final class Walk {
    /// The person does not want to go on now.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped by hand");
        }
    }

    private final Rig rig;
    private final Person person;
    private final Report report;
    private final Optional<Rig.Hands> hands;

    /// @param hands that do at the simulator's circuits what the person is asked to do
    Walk(Rig rig, Person person, Report report, Optional<Rig.Hands> hands) {
        this.rig = rig;
        this.person = person;
        this.report = report;
        this.hands = hands;
    }

    /// Goes on until the end, or until the person stops.
    ///
    /// @return whether the end was reached
    boolean run(List<Step> steps) {
        int number = 0;
        for (Step step : steps) {
            number++;
            String head = "[%d/%d] %s".formatted(number, steps.size(), step.title());
            if (report.hasPassed(step.id())) {
                person.tell(head + ": passed before");
                continue;
            }
            person.tell(head);
            switch (person.ready("  " + step.toDo())) {
                case STOP -> {
                    return false;
                }
                case SKIP -> report.add(outcome(step, Verdict.SKIPPED, List.of()));
                case GO_ON -> {
                    try {
                        take(step);
                    } catch (Stopped stopped) {
                        person.tell("  " + stopped.getMessage());
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void take(Step step) {
        hands.ifPresent(moved -> step.hands().forEach(moved::move));
        List<Finding> findings;
        try {
            findings = step.measuring().measure(rig);
        } finally {
            rig.rest();
            rig.during(Rig.CYCLE);
        }
        boolean passed = findings.stream().allMatch(Finding::holds);
        for (Finding finding : findings) {
            person.tell("  " + (finding.holds() ? "ok    " : "NOT   ") + finding.text());
        }
        report.add(outcome(step, passed ? Verdict.PASSED : Verdict.FAILED, findings));
    }

    private static Outcome outcome(Step step, Verdict verdict, List<Finding> findings) {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Outcome(step.id(), step.title(), at, verdict, findings);
    }
}
