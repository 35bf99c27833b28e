package stanchion.gateway.telemetry;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Retained topics: of each only the latest message matters, and a new connection needs them all.
/// Thread-safe.
final class LatestValues {
    private record Slot(Message message, boolean told) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Set<String> dispensable = new HashSet<>();

    synchronized void put(Message message) {
        slots.put(message.topic(), new Slot(message, false));
    }

    /// One on a topic that the broker may refuse: it is somebody else's.
    synchronized void putIfAllowed(Message message) {
        dispensable.add(message.topic());
        put(message);
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

    /// Whether a topic must be told.
    synchronized boolean mustTell(String topic) {
        return slots.containsKey(topic) && !dispensable.contains(topic);
    }

    /// It could not be told after all, unless something newer has come.
    synchronized void giveBack(Message message) {
        slots.computeIfPresent(
                message.topic(),
                (topic, slot) -> slot.message().equals(message) ? new Slot(message, false) : slot);
    }
}
