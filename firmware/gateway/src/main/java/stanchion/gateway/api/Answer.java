package stanchion.gateway.api;

import java.util.Map;
import java.util.Optional;
import stanchion.units.Amps;

/// What becomes of a command.
///
/// @param id the command's own, if it had one that could be read
/// @param reason one sentence when refused, else empty
/// @param effective the limit in force after it; empty when the charger did not say
/// @param more what the sender is told beside, by field of the acknowledgement
public record Answer(
        Optional<String> id,
        Outcome outcome,
        String reason,
        Optional<Amps> effective,
        Map<String, String> more) {
    public Answer {
        more = Map.copyOf(more);
    }

    /// An answer with nothing to tell beside.
    public Answer(Optional<String> id, Outcome outcome, String reason, Optional<Amps> effective) {
        this(id, outcome, reason, effective, Map.of());
    }

    public enum Outcome {
        ACCEPTED("accepted"),
        REFUSED("refused");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /// An acceptance by the gateway itself.
    public static Answer accepted(Optional<String> id) {
        return new Answer(id, Outcome.ACCEPTED, "", Optional.empty());
    }

    /// An acceptance by the gateway itself that tells something.
    public static Answer accepted(Optional<String> id, Map<String, String> more) {
        return new Answer(id, Outcome.ACCEPTED, "", Optional.empty(), more);
    }

    /// A refusal by the gateway itself.
    public static Answer refused(Optional<String> id, String reason) {
        return new Answer(id, Outcome.REFUSED, reason, Optional.empty());
    }
}
