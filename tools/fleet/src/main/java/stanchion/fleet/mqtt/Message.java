package stanchion.fleet.mqtt;

/// A message as it came from the broker.
///
/// @param correlation what the sender wants to see again; empty when it said nothing
/// @param responseTopic where it wants an answer; empty when it wants none
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared nowhere
public record Message(String topic, byte[] payload, byte[] correlation, String responseTopic) {}
