package stanchion.bench.run;

import java.time.Duration;

/// Which broker a bench runs on.
public enum BrokerKind {
    /// HiveMQ CE, from the project's own dependencies.
    HIVEMQ(Duration.ZERO),
    /// Debian's mosquitto. A scenario sees it stopped for 20 s unless something else is asked for.
    MOSQUITTO(Duration.ofSeconds(20));

    private final Duration usualOutage;

    BrokerKind(Duration usualOutage) {
        this.usualOutage = usualOutage;
    }

    public Duration usualOutage() {
        return usualOutage;
    }
}
