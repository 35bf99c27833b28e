package stanchion.gateway.telemetry;

import java.time.Duration;
import java.util.Optional;
import stanchion.gateway.api.Topic.Retention;
import stanchion.gateway.telemetry.Inbound.ReplyTo;

/// Something to be published, always with QoS 1.
///
/// @param correlation what the receiver matches it to, see [Inbound.ReplyTo]
/// @param expiry after which the broker need not deliver it any more
/// @param replyTo where its answer is wanted; its correlation takes the place of `correlation`
public record Message(
        String topic,
        String payload,
        Retention retention,
        Optional<String> correlation,
        Optional<Duration> expiry,
        Optional<ReplyTo> replyTo) {

    /// A message that asks for nothing.
    public Message(
            String topic,
            String payload,
            Retention retention,
            Optional<String> correlation,
            Optional<Duration> expiry) {
        this(topic, payload, retention, correlation, expiry, Optional.empty());
    }

    /// A message without correlation and expiry.
    public static Message plain(String topic, String payload, Retention retention) {
        return new Message(topic, payload, retention, Optional.empty(), Optional.empty());
    }
}
