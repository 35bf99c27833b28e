package stanchion.link;

/// What came of looking for a frame at the beginning of the received bytes.
public sealed interface Decoded<T> {
    /// A frame was taken from the bytes.
    record Complete<T>(T record) implements Decoded<T> {}

    /// The frame is not all there yet; nothing was taken.
    record Incomplete<T>() implements Decoded<T> {}

    /// The peer does not speak this protocol; nothing behind this point can be trusted.
    record Refused<T>(Refusal cause) implements Decoded<T> {}
}
