package stanchion.bench.report;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;

/// One verdict of the boot verifier, and what became of it.
///
/// @param at since the bench began
/// @param cause why it was asked for
/// @param verdict its lines
/// @param version what runs since then; nothing when nothing boots
/// @param confirmedAfter how long the version ran until it was confirmed; nothing when it had been
///   confirmed before, or is not
public record Boot(
        Duration at,
        String cause,
        String verdict,
        Optional<Version> version,
        Optional<Duration> confirmedAfter) {
    /// A version in a slot.
    ///
    /// @param state of the slot, as the boot statement has it; empty where no record says it
    public record Version(String slot, String state, String firmware) {
        /// Whether it has yet to prove itself.
        public boolean isOnTry() {
            return state.equals("TRYING");
        }
    }

    /// Whether the version that runs has yet to prove itself.
    public boolean isOnTry() {
        return version.map(Version::isOnTry).orElse(false) && confirmedAfter.isEmpty();
    }

    public Boot confirmed(Duration after) {
        return new Boot(at, cause, verdict, version, Optional.of(after));
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("atSeconds", at.toMillis() / 1000.0);
        json.addProperty("cause", cause);
        json.addProperty("verdict", verdict);
        version.ifPresent(running -> {
            json.addProperty("slot", running.slot());
            json.addProperty("state", running.state());
            json.addProperty("firmware", running.firmware());
        });
        confirmedAfter.ifPresent(
                after -> json.addProperty("confirmedAfterSeconds", after.toMillis() / 1000.0));
        return json;
    }
}
