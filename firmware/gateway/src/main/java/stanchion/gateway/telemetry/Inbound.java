package stanchion.gateway.telemetry;

import java.time.Duration;
import java.util.Optional;
import stanchion.units.Uptime;

/// Something the broker delivered. Nothing in it is to be trusted.
///
/// @param expiry how long it may still take to be obeyed, counted from `receivedAt`
/// @param receivedAt when it came out of the socket
public record Inbound(
        String topic,
        Content content,
        Delivery delivery,
        Optional<ReplyTo> reply,
        Optional<Duration> expiry,
        Uptime receivedAt) {

    /// Bytes a payload may have at most: a chain of four certificates fits.
    public static final int MAX_BYTES = 12 * 1024;

    /// A payload, as far as it can be read at all.
    public sealed interface Content {
        record Text(String text) implements Content {}

        /// More than [Inbound#MAX_BYTES].
        record TooLong(int bytes) implements Content {}

        /// Not UTF-8.
        record NotText() implements Content {}
    }

    /// Whether it was sent just now, or is the retained one that the broker keeps.
    public enum Delivery {
        LIVE,
        RETAINED
    }

    /// Where the sender wants its answer (MQTT 5 response topic).
    ///
    /// @param correlation the sender's bytes, one per character (ISO 8859-1); may be empty
    public record ReplyTo(String topic, String correlation) {}
}
