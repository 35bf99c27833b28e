package stanchion.bench.broker;

/// An MQTT 5 broker on the loopback interface that speaks mutual TLS 1.3 and nothing else.
public interface Broker extends AutoCloseable {
    /// What it is, for people.
    String name();

    int port();

    /// Returns when it takes connections; throws [BrokerTrouble] when it does not come up.
    void start();

    /// Ends it; what it keeps for its subscribers survives only where [#survivesStop] says so.
    void stop();

    /// Whether sessions and queued messages are there again after [#stop] and [#start].
    boolean survivesStop();

    @Override
    void close();
}
