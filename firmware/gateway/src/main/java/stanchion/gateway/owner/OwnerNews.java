package stanchion.gateway.owner;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stanchion.gateway.command.Ownership;
import stanchion.gateway.time.Timeline;

/// How it stands with the owner, for the topic `owner`.
///
/// @param code what it takes to prove that one knows the set-up code
/// @param pause between wrong codes
public record OwnerNews(Ownership ownership, Optional<Code> code, Duration pause) {
    /// What everybody may know of the code.
    public record Code(int iterations, String salt) {
        static Code of(SetupCode code) {
            return new Code(code.iterations(), code.salt());
        }
    }

    /// As JSON text.
    public String text(Instant at) {
        JsonObject json = new JsonObject();
        json.addProperty("ts", Timeline.text(at));
        json.addProperty("owner", ownership.name());
        code.ifPresent(known -> {
            JsonObject inner = new JsonObject();
            inner.addProperty("iterations", known.iterations());
            inner.addProperty("salt", known.salt());
            json.add("code", inner);
        });
        json.addProperty("waitSeconds", pause.toSeconds());
        return json.toString();
    }
}
