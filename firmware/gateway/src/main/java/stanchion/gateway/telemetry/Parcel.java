package stanchion.gateway.telemetry;

import java.nio.ByteBuffer;

/// Something large the broker delivered, as it came. Nothing in it is to be trusted.
///
/// @param content read-only
/// @param correlation the sender's bytes, one per character (ISO 8859-1); may be empty
public record Parcel(String topic, ByteBuffer content, String correlation) {
    public Parcel {
        content = content.asReadOnlyBuffer();
    }

    /// A copy of the content.
    public byte[] bytes() {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
