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
    private record Slot(Message message, boolean told, Runnable acknowledged) {
        Slot told(boolean so) {
            return new Slot(message, so, acknowledged);
        }
    }

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Set<String> dispensable = new HashSet<>();

    synchronized void put(Message message) {
        put(message, () -> {});
    }

    /// @param acknowledged run each time the broker has acknowledged this message
    synchronized void put(Message message, Runnable acknowledged) {
        slots.put(message.topic(), new Slot(message, false, acknowledged));
    }

    /// The broker has acknowledged a message; of one that was replaced meanwhile nobody is told.
    void acknowledged(Message message) {
        told(message).ifPresent(Runnable::run);
    }

    private synchronized Optional<Runnable> told(Message message) {
        return Optional.ofNullable(slots.get(message.topic()))
                .filter(slot -> slot.message().equals(message))
                .map(Slot::acknowledged);
    }

    /// One on a topic that the broker may refuse: it is somebody else's.
    synchronized void putIfAllowed(Message message) {
        dispensable.add(message.topic());
        put(message);
    }

    /// The broker may have forgotten, or never have had, any of it.
    synchronized void tellAllAgain() {
        slots.replaceAll((topic, slot) -> slot.told(false));
    }

    /// The next message to be told, on a topic that is free; it then counts as told.
    synchronized Optional<Message> take(Predicate<String> isFree) {
        for (Map.Entry<String, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            if (!slot.told() && isFree.test(entry.getKey())) {
                entry.setValue(slot.told(true));
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
                (topic, slot) -> slot.message().equals(message) ? slot.told(false) : slot);
    }
}
