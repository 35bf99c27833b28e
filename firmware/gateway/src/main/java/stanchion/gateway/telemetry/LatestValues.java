package stanchion.gateway.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Retained topics: of each only the latest message matters, and a new connection needs them all.
/// Thread-safe.
final class LatestValues {
    private record Slot(Message message, boolean told) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();

    synchronized void put(Message message) {
        slots.put(message.topic(), new Slot(message, false));
    }

    /// The broker may have forgotten, or never have had, any of it.
    synchronized void tellAllAgain() {
        slots.replaceAll((topic, slot) -> new Slot(slot.message(), false));
    }

    /// The next message to be told, on a topic that is free; it then counts as told.
    synchronized Optional<Message> take(Predicate<String> isFree) {
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            if (!slot.told() && isFree.test(entry.getKey())) {
                entry.setValue(new Slot(slot.message(), true));
                return Optional.of(slot.message());
            }
        }
        return Optional.empty();
    }

    synchronized boolean holds(String topic) {
        return slots.containsKey(topic);
    }

    /// It could not be told after all, unless something newer has come.
    synchronized void giveBack(Message message) {
        slots.computeIfPresent(
                message.topic(),
                (topic, slot) -> slot.message().equals(message) ? new Slot(message, false) : slot);
    }
}
