package stanchion.bench.broker;

import java.nio.charset.StandardCharsets;

/// A message as it arrived from the broker.
///
/// @param retained whether it is a state kept by the broker rather than news
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared nowhere
public record Delivery(String topic, byte[] payload, Retention retained) {
    public enum Retention {
        NEWS,
        KEPT
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
