package stanchion.gateway.command;

import com.google.gson.JsonElement;
import java.util.Optional;
import stanchion.gateway.api.Topic;

/// Judges what a signed command proves.
public interface Signatures {
    /// Whether the charger has an owner, now.
    Ownership ownership();

    /// Examines a signed command. One that was found genuine is never found genuine again.
    ///
    /// @param topic where it came in
    /// @param signed JWS, compact
    Finding examine(Topic topic, String signed);

    /// What came of it.
    sealed interface Finding {
        /// The signer means this charger, this topic and this moment.
        ///
        /// @param id the command's
        /// @param arguments what the command's row reads
        record Genuine(Signer signer, String id, JsonElement arguments) implements Finding {}

        /// It proves nothing.
        ///
        /// @param id the command's, if that much could be read
        record Refused(Optional<String> id, String reason) implements Finding {}
    }

    /// Of a charger that nobody can own and where nothing can be signed.
    static Signatures none() {
        return new Signatures() {
            @Override
            public Ownership ownership() {
                return Ownership.NOBODY;
            }

            @Override
            public Finding examine(Topic topic, String signed) {
                return new Finding.Refused(Optional.empty(), "nothing can be signed here");
            }
        };
    }
}
