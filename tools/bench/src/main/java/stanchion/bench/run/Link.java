package stanchion.bench.run;

import java.time.Duration;
import stanchion.bench.broker.Broker;
import stanchion.bench.broker.Wire;

/// What lies between the gateway and its broker, and how it is taken away: a broker that keeps its
/// subscribers' messages is really stopped, of another the wire is cut.
final class Link {
    private static final Duration COMES_BACK = Duration.ofSeconds(90);

    private final Broker broker;
    private final Wire wire;

    Link(Broker broker, Wire wire) {
        this.broker = broker;
        this.wire = wire;
    }

    boolean isUp() {
        return wire.isJoined();
    }

    synchronized void down() {
        if (!isUp()) {
            return;
        }
        wire.cut();
        if (broker.survivesStop()) {
            broker.stop();
        }
    }

    synchronized void up() {
        if (isUp()) {
            return;
        }
        if (broker.survivesStop()) {
            broker.start();
        }
        wire.join();
    }

    /// How long a gateway may take to find its broker again: its longest back-off and a start.
    static Duration comesBack() {
        return COMES_BACK;
    }
}
