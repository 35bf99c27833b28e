package stanchion.bench.report;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import stanchion.bench.broker.Delivery;

/// Books every numbered message that arrives at the broker: what counts it and its number name it
/// for ever, so a second arrival is a duplicate. Thread-safe.
public final class Ledger {
    /// What a message is told apart by.
    private record Name(String topic, String counter, long number) {
        static Name of(String topic, JsonObject message) {
            boolean isRecord = topic.equals("log");
            return new Name(
                    topic,
                    message.get(isRecord ? "log" : "boot").getAsString(),
                    message.get(isRecord ? "n" : "seq").getAsLong());
        }
    }

    private final Set<Name> seen = new HashSet<>();
    private final Map<String, Long> perTopic = new HashMap<>();
    private long duplicates;
    private double highestRegister;

    /// Books one message; false when it was booked before.
    ///
    /// @param kind the topic behind the device's name
    public synchronized boolean book(String kind, JsonObject message, Delivery.Retention origin) {
        if (!seen.add(Name.of(kind, message))) {
            // what the broker keeps is shown again to whoever subscribes again: no second delivery
            duplicates += origin == Delivery.Retention.NEWS ? 1 : 0;
            return false;
        }
        perTopic.merge(kind, 1L, Long::sum);
        if (kind.equals("meter")) {
            highestRegister = Math.max(highestRegister, message.get("energyWh").getAsDouble());
        }
        return true;
    }

    public synchronized long received() {
        return seen.size();
    }

    public synchronized long received(String kind) {
        return perTopic.getOrDefault(kind, 0L);
    }

    public synchronized long duplicates() {
        return duplicates;
    }

    /// The charger's import register as the latest meter report says it, in watt-hours.
    public synchronized double registerWattHours() {
        return highestRegister;
    }
}
