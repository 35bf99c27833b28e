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
/// @param found what was asked for, if that was to see something
public record Answer(
        Optional<String> id,
        Outcome outcome,
        String reason,
        Optional<Amps> effective,
        Map<String, String> more,
        Optional<Found> found) {
    public Answer {
        more = Map.copyOf(more);
    }

    /// An answer with nothing to tell beside.
    public Answer(Optional<String> id, Outcome outcome, String reason, Optional<Amps> effective) {
        this(id, outcome, reason, effective, Map.of(), Optional.empty());
    }

    /// Something to see: it goes where the command wants its answer, else to a topic of its own.
    public record Found(Topic topic, String text) {}

    public enum Outcome {
        ACCEPTED("accepted"),
        REFUSED("refused"),
        /// Refused because of who sent it; he is told the same.
        DENIED("refused");

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
        return new Answer(id, Outcome.ACCEPTED, "", Optional.empty(), more, Optional.empty());
    }

    /// Here it is.
    public static Answer found(Optional<String> id, Found found) {
        return new Answer(id, Outcome.ACCEPTED, "", Optional.empty(), Map.of(), Optional.of(found));
    }

    /// A refusal because of who asks.
    public static Answer denied(Optional<String> id, String reason) {
        return new Answer(id, Outcome.DENIED, reason, Optional.empty());
    }

    /// A refusal by the gateway itself.
    public static Answer refused(Optional<String> id, String reason) {
        return new Answer(id, Outcome.REFUSED, reason, Optional.empty());
    }
}
