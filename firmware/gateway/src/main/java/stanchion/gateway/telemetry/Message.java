package stanchion.gateway.telemetry;

import java.time.Duration;
import java.util.Optional;
import stanchion.gateway.api.Topic.Retention;

/// Something to be published, always with QoS 1.
///
/// @param correlation what the receiver matches it to, see [Inbound.ReplyTo]
/// @param expiry after which the broker need not deliver it any more
public record Message(
        String topic,
        String payload,
        Retention retention,
        Optional<String> correlation,
        Optional<Duration> expiry) {

    /// A message without correlation and expiry.
    public static Message plain(String topic, String payload, Retention retention) {
        return new Message(topic, payload, retention, Optional.empty(), Optional.empty());
    }
}
