package stanchion.attack;

import java.util.ArrayList;
import java.util.List;
import stanchion.boot.Refusal;

/// How a charger must answer an attack.
public sealed interface Expected {
    /// What the verifier's line must begin with or name, for the table.
    String answer();

    /// What the verifier's process must end with.
    int status();

    /// Everything in which an outcome differs; nothing when the attack was answered as it must be.
    List<String> complaints(Outcome outcome);

    /// Nothing boots and nothing is left to start from.
    record Refused(Refusal cause) implements Expected {
        @Override
        public String answer() {
            return cause.name();
        }

        @Override
        public int status() {
            return cause.status();
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(common(cause, status(), outcome));
            outcome.lines("BOOT ").forEach(line -> complaints.add("it booted: " + line));
            outcome.left().forEach(name -> complaints.add("the run folder holds " + name));
            outcome.ran().forEach(name -> complaints.add("a program ran: " + name));
            return complaints;
        }
    }

    /// Slot A is refused and reported, slot B boots, and B's program alone runs.
    record FallsBack(Refusal cause) implements Expected {
        @Override
        public String answer() {
            return cause.name();
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(common(cause, status(), outcome));
            if (!outcome.ran().equals(List.of(Canary.CHARGER_RAN, Canary.GATEWAY_RAN))) {
                complaints.add("slot B's programs did not run: " + outcome.ran());
            }
            return complaints;
        }
    }

    /// The act comes to nothing: what is signed boots, and nothing else runs.
    ///
    /// @param line the beginning of a line that the verifier must print
    record Boots(String line) implements Expected {
        @Override
        public String answer() {
            return line;
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(outcome.bootComplaints());
            if (outcome.lines(line).isEmpty()) {
                complaints.add("no line " + line + " in " + outcome.output());
            }
            outcome.foreignClasses().forEach(name -> complaints.add("the verifier loaded " + name));
            return complaints;
        }
    }

    /// The act races with the verifier, who may or may not see it: what is signed boots, or
    /// nothing.
    record BootsOrRefuses(List<Refusal> causes) implements Expected {
        public BootsOrRefuses {
            causes = List.copyOf(causes);
        }

        @Override
        public String answer() {
            return "BOOT or " + causes.getFirst();
        }

        @Override
        public int status() {
            return causes.getFirst().status();
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            if (outcome.status() == 0) {
                return new Boots("BOOT A ").complaints(outcome);
            }
            for (Refusal cause : causes) {
                if (outcome.status() == cause.status()) {
                    return new Refused(cause).complaints(outcome);
                }
            }
            return List.of("status " + outcome.status() + ": " + outcome.output());
        }
    }

    private static List<String> common(Refusal cause, int status, Outcome outcome) {
        List<String> complaints = new ArrayList<>();
        if (outcome.status() != status) {
            complaints.add("status " + outcome.status() + " instead of " + status);
        }
        List<String> refusals = outcome.lines("REFUSED ");
        if (refusals.isEmpty() || !refusals.getFirst().startsWith("REFUSED A " + cause + " ")) {
            complaints.add("instead of REFUSED A " + cause + " it said " + outcome.output());
        }
        outcome.foreignClasses().forEach(name -> complaints.add("the verifier loaded " + name));
        return complaints;
    }
}
