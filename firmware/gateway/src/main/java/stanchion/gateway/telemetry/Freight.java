package stanchion.gateway.telemetry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What goes beside the charger's own messages and behind all of them: topics that somebody wants
/// for a while, and one request at a time. Where the link to the broker and those who want
/// something of it meet. Thread-safe.
///
/// What comes is handed to its taker at once and never kept here, so a broker that sends without
/// end fills nothing.
public final class Freight {
    /// Topics that may be wanted at once.
    public static final int MOST_TOPICS = 8;

    /// @param number no two wants have the same
    private record Wanted(long number, Predicate<Parcel> taker, boolean subscribed) {}

    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    private final AtomicLong strays = new AtomicLong();
    private Optional<Message> request = Optional.empty();
    private Runnable wakeLink = () -> {};
    private long connections;
    private long wants;
    private boolean online;

    /// Subscribes to a topic, now and on every later connection.
    ///
    /// @param taker takes what comes, quickly, on a thread of the connection; false when it has no
    ///   use for it
    /// @throws IllegalStateException when [#MOST_TOPICS] are wanted already
    public synchronized void want(String topic, Predicate<Parcel> taker) {
        if (wanted.size() >= MOST_TOPICS && !wanted.containsKey(topic)) {
            throw new IllegalStateException("too many topics are wanted: " + topic);
        }
        wanted.put(topic, new Wanted(++wants, taker, false));
        wakeLink.run();
    }

    /// Unsubscribes.
    public synchronized void unwant(String topic) {
        wanted.remove(topic);
        wakeLink.run();
    }

    /// Publishes as soon as nothing of the charger waits any more. A newer request replaces one
    /// that could not be sent yet.
    public synchronized void request(Message message) {
        request = Optional.of(message);
        wakeLink.run();
    }

    /// Whether the last request has left, or was withdrawn.
    public synchronized boolean isSent() {
        return request.isEmpty();
    }

    /// Takes back a request that has not been sent.
    public synchronized void withdraw() {
        request = Optional.empty();
    }

    /// The number of the present connection, counted up; empty without one.
    public synchronized Optional<Long> connection() {
        return online ? Optional.of(connections) : Optional.empty();
    }

    /// Whether the broker has acknowledged the subscription on the present connection.
    public synchronized boolean isSubscribed(String topic) {
        return Optional.ofNullable(wanted.get(topic)).filter(Wanted::subscribed).isPresent();
    }

    /// Waits until something is so, which is looked at whenever anything happens here.
    ///
    /// @return whether it is so now
    /// @throws InterruptedException when the thread is to end
    public synchronized boolean await(BooleanSupplier condition, Duration atMost)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /// How many messages came that nobody had a use for.
    public long strays() {
        return strays.get();
    }

    /// @param link wakes the sender
    synchronized void carriedBy(Runnable link) {
        wakeLink = link;
    }

    synchronized void connected() {
        connections++;
        online = true;
        notifyAll();
    }

    synchronized void disconnected() {
        online = false;
        wanted.replaceAll((topic, one) -> new Wanted(one.number(), one.taker(), false));
        notifyAll();
    }

    synchronized boolean isWanted(String topic) {
        return wanted.containsKey(topic);
    }

    /// The wanted topics, each with the number of its want: who wants a topic anew wants what the
    /// broker keeps of it once more.
    synchronized Map<String, Long> topics() {
        return wanted.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().number()));
    }

    synchronized void subscribed(String topic, long number) {
        wanted.computeIfPresent(
                topic,
                (name, one) ->
                        one.number() == number ? new Wanted(number, one.taker(), true) : one);
        notifyAll();
    }

    void arrived(Parcel parcel) {
        Optional<Wanted> one;
        synchronized (this) {
            one = Optional.ofNullable(wanted.get(parcel.topic()));
        }
        if (one.isEmpty() || !one.get().taker().test(parcel)) {
            stray();
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /// Counts a message that came too late or for nobody.
    public void stray() {
        strays.incrementAndGet();
    }

    synchronized Optional<Message> nextRequest() {
        Optional<Message> next = request;
        request = Optional.empty();
        notifyAll();
        return next;
    }

    /// Puts back a request that could not be sent, unless a newer one waits.
    synchronized void giveBack(Message message) {
        request = request.or(() -> Optional.of(message));
    }
}
