package stanchion.gateway.telemetry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.tinylog.Logger;
import stanchion.gateway.telemetry.Backlog.Waiting;

/// What is said over one connection: retained values and answers first, then the backlog in its
/// order, then what the freight asks for; never more than the window at once. A message leaves the
/// backlog only when the broker has acknowledged it; what was under way when the connection broke
/// is said again on the next.
final class Conversation {
    /// A broker that answers pings but acknowledges nothing for so long is as good as lost.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int READ_AHEAD = 64;

    /// A message under way.
    ///
    /// @param position in the backlog, if it comes from there
    private record UnderWay(Message message, Optional<Long> position, Sent sent, long sentNanos) {}

    private final MqttConnection connection;
    private final Backlog backlog;
    private final LatestValues latest;
    private final Queue<Message> answers;
    private final Freight freight;
    private final Subscriptions subscriptions;
    private final List<UnderWay> underWay = new ArrayList<>();
    private final Queue<Waiting> next = new ArrayDeque<>();
    private long readUpTo;
    private boolean acknowledged;

    Conversation(MqttConnection connection, Backlog backlog, Outgoing outgoing) {
        this.connection = connection;
        this.backlog = backlog;
        this.latest = outgoing.latest();
        this.answers = outgoing.answers();
        this.freight = outgoing.freight();
        this.subscriptions = new Subscriptions(connection, freight);
    }

    /// Takes in what was acknowledged and sends what the window allows.
    void step() throws LinkLostException {
        connection.check();
        settle();
        subscriptions.step();
        while (underWay.size() < connection.window() && sendOne()) {
            Logger.trace("{} under way", underWay.size());
        }
    }

    /// Sends one message past all that waits.
    void sayLast(Message message) throws LinkLostException {
        send(message, Optional.empty(), () -> Logger.debug("no room for the farewell"));
    }

    /// Whether the broker has acknowledged anything yet.
    boolean isProven() {
        return acknowledged;
    }

    boolean isSettled() {
        return underWay.isEmpty();
    }

    /// Takes in what was acknowledged, in one go.
    void settle() throws LinkLostException {
        List<Long> delivered = new ArrayList<>();
        try {
            for (Iterator<UnderWay> all = underWay.iterator(); all.hasNext(); ) {
                UnderWay one = all.next();
                if (isDone(one)) {
                    all.remove();
                    one.position().ifPresent(delivered::add);
                    if (one.position().isEmpty()) {
                        latest.acknowledged(one.message());
                    }
                }
            }
        } finally {
            if (!delivered.isEmpty()) {
                backlog.delivered(delivered);
            }
        }
    }

    private boolean isDone(UnderWay one) throws LinkLostException {
        return switch (one.sent().fate()) {
            case Sent.Fate.Acknowledged() -> {
                acknowledged = true;
                yield true;
            }
            case Sent.Fate.Lost(Throwable cause) -> throw new LinkLostException("not sent", cause);
            case Sent.Fate.Refused(int code) -> refused(one, code);
            case Sent.Fate.Pending() -> {
                if (System.nanoTime() - one.sentNanos() > PATIENCE.toNanos()) {
                    throw new LinkLostException("no PUBACK within " + PATIENCE.toSeconds() + " s");
                }
                yield false;
            }
        };
    }

    /// An answer may be refused, because its topic was chosen by the one who asked. Anything else
    /// must arrive: it is tried again on the next connection, after a pause.
    private boolean refused(UnderWay one, int code) throws LinkLostException {
        String what = "the broker refused " + one.message().topic() + ", reason code " + code;
        if (one.position().isEmpty() && !latest.mustTell(one.message().topic())) {
            Logger.warn(what);
            return true;
        }
        throw new LinkLostException(what);
    }

    private boolean sendOne() throws LinkLostException {
        Optional<Message> value = latest.take(this::isFree);
        if (value.isPresent()) {
            return send(value.get(), Optional.empty(), () -> latest.giveBack(value.get()));
        }
        Optional<Message> answer = Optional.ofNullable(answers.poll());
        if (answer.isPresent()) {
            return send(answer.get(), Optional.empty(), () -> Logger.warn("an answer was dropped"));
        }
        return sendFromBacklog() || sendFreight();
    }

    /// Only when nothing else waits: nothing of the charger stands behind a download.
    private boolean sendFreight() throws LinkLostException {
        if (!next.isEmpty()) {
            return false;
        }
        Optional<Message> request = freight.nextRequest();
        return request.isPresent()
                && send(request.get(), Optional.empty(), () -> freight.giveBack(request.get()));
    }

    private boolean sendFromBacklog() throws LinkLostException {
        if (next.isEmpty()) {
            next.addAll(backlog.after(readUpTo, READ_AHEAD));
        }
        Optional<Waiting> first = Optional.ofNullable(next.peek());
        if (first.isEmpty()) {
            return false;
        }
        long position = first.get().position();
        boolean sent =
                send(
                        first.get().message(),
                        Optional.of(position),
                        () -> Logger.trace("{} waits for room", position));
        if (sent) {
            readUpTo = position;
            next.remove();
        }
        return sent;
    }

    private boolean send(Message message, Optional<Long> position, Runnable otherwise)
            throws LinkLostException {
        Optional<Sent> sent = connection.publish(message);
        if (sent.isEmpty()) {
            otherwise.run();
            return false;
        }
        underWay.add(new UnderWay(message, position, sent.get(), System.nanoTime()));
        return true;
    }

    private boolean isFree(String topic) {
        return underWay.stream().noneMatch(one -> one.message().topic().equals(topic));
    }
}
