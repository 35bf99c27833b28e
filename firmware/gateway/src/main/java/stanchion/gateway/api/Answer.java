package stanchion.gateway.api;

import java.util.Optional;
import stanchion.units.Amps;

/// What becomes of a command.
///
/// @param id the command's own, if it had one that could be read
/// @param reason one sentence when refused, else empty
/// @param effective the limit in force after it; empty when the charger did not say
public record Answer(
        Optional<String> id, Outcome outcome, String reason, Optional<Amps> effective) {

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

    /// A refusal by the gateway itself.
    public static Answer refused(Optional<String> id, String reason) {
        return new Answer(id, Outcome.REFUSED, reason, Optional.empty());
    }
}
