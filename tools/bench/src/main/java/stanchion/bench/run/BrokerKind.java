package stanchion.bench.run;

import java.time.Duration;
import stanchion.bench.broker.MosquittoBroker;

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

    /// The one that takes least of this machine, of those that are here.
    public static BrokerKind lightest() {
        return MosquittoBroker.isInstalled() ? MOSQUITTO : HIVEMQ;
    }

    public Duration usualOutage() {
        return usualOutage;
    }
}
