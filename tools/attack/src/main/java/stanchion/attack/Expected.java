package stanchion.attack;

import java.util.ArrayList;
import java.util.List;
import stanchion.boot.Refusal;
import stanchion.update.UpdateEvents;
import stanchion.update.UpdateState;

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

    /// An answer that begins with what the update client does.
    sealed interface OfUpdate extends Expected {
        /// In which its answer differs, whatever the charger does when it is switched on.
        List<String> complaints(Offer.Answer answer);
    }

    /// The update client says this cause; nothing is switched to, and the version before boots.
    ///
    /// @param cause the first word of what it said
    record UpdateRefused(String cause) implements OfUpdate {
        @Override
        public String answer() {
            return cause;
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(new Boots("BOOT A ").complaints(outcome));
            complaints.addAll(complaints(outcome.update().orElse(Offer.Answer.NONE)));
            return complaints;
        }

        @Override
        public List<String> complaints(Offer.Answer answer) {
            List<String> complaints = new ArrayList<>();
            if (answer.causes().isEmpty() || !answer.causes().stream().allMatch(cause::equals)) {
                complaints.add("instead of " + cause + " the update client said " + answer);
            }
            if (answer.switched()) {
                complaints.add("it switched over");
            }
            return complaints;
        }
    }

    /// The update client has nothing to object to, and does not leave its version.
    ///
    /// @param phase where it stands in the end
    record Stays(UpdateState.Phase phase) implements OfUpdate {
        @Override
        public String answer() {
            return "stays, " + phase;
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(new Boots("BOOT A ").complaints(outcome));
            complaints.addAll(complaints(outcome.update().orElse(Offer.Answer.NONE)));
            return complaints;
        }

        @Override
        public List<String> complaints(Offer.Answer answer) {
            List<String> complaints = new ArrayList<>();
            if (answer.phase() != phase || !answer.causes().isEmpty() || answer.switched()) {
                complaints.add("it did not stay: " + answer);
            }
            return complaints;
        }
    }

    /// The update is taken in spite of everything, and runs.
    ///
    /// @param event what was told on the way
    record Updates(UpdateEvents.Event event) implements OfUpdate {
        @Override
        public String answer() {
            return event.name();
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public List<String> complaints(Outcome outcome) {
            List<String> complaints = new ArrayList<>(outcome.twinComplaints());
            complaints.addAll(complaints(outcome.update().orElse(Offer.Answer.NONE)));
            return complaints;
        }

        @Override
        public List<String> complaints(Offer.Answer answer) {
            return answer.switched() && answer.events().contains(event)
                    ? List.of()
                    : List.of("no " + event + " and switch-over in " + answer);
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
