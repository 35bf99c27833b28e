package stanchion.bench.broker;

/// A broker that cannot be had; the message is one line for a person.
public final class BrokerTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokerTrouble(String message) {
        super(message);
    }

    public BrokerTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
