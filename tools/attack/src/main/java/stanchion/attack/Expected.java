package stanchion.attack;

import java.util.ArrayList;
import java.util.List;
import stanchion.boot.Refusal;

/// How a charger must answer an attack.
public sealed interface Expected {
    /// The cause that its line about slot A must name.
    Refusal cause();

    /// What the verifier's process must end with.
    int status();

    /// Everything in which an outcome differs; nothing when the attack was answered as it must be.
    List<String> complaints(Outcome outcome);

    /// Nothing boots and nothing is left to start from.
    record Refused(Refusal cause) implements Expected {
        @Override
        public int status() {
            return cause.status();
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(common(this, outcome));
            outcome.lines("BOOT ").forEach(line -> complaints.add("it booted: " + line));
            outcome.left().forEach(name -> complaints.add("the run folder holds " + name));
            outcome.ran().forEach(name -> complaints.add("a program ran: " + name));
            return complaints;
        }
    }

    /// Slot A is refused and reported, slot B boots, and B's program alone runs.
    record FallsBack(Refusal cause) implements Expected {
        @Override
        public int status() {
            return 0;
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(common(this, outcome));
            if (!outcome.ran().equals(List.of(Canary.CHARGER_RAN, Canary.GATEWAY_RAN))) {
                complaints.add("slot B's programs did not run: " + outcome.ran());
            }
            return complaints;
        }
    }

    private static List<String> common(Expected expected, Outcome outcome) {
        List<String> complaints = new ArrayList<>();
        if (outcome.status() != expected.status()) {
            complaints.add("status " + outcome.status() + " instead of " + expected.status());
        }
        List<String> refusals = outcome.lines("REFUSED ");
        if (refusals.isEmpty()
                || !refusals.getFirst().startsWith("REFUSED A " + expected.cause() + " ")) {
            complaints.add(
                    "instead of REFUSED A " + expected.cause() + " it said " + outcome.output());
        }
        outcome.foreignClasses().forEach(name -> complaints.add("the verifier loaded " + name));
        return complaints;
    }
}
