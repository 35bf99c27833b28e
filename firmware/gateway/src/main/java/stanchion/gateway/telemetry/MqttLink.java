package stanchion.gateway.telemetry;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.tinylog.Logger;
import stanchion.gateway.time.Backoff;

/// The gateway's link to the broker, made anew for as long as it takes.
///
/// ```text
///        ┌────────────────── back off ◄────────────────┐
///        ▼                                             │ lost, refused, silent
///   connect, subscribe ─► online, retained values ─► backlog … ─► offline, leave (on close)
/// ```
public final class MqttLink implements AutoCloseable {
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration PATIENCE_WITH_CLOSE = Duration.ofSeconds(4);
    private static final int POLL_MILLIS = 200;
    private static final int ANSWERS = 64;

    private final Session session;
    private final Backlog backlog;
    private final Consumer<Inbound> inbox;
    private final Freight freight;
    private final Backoff backoff = new Backoff(LONGEST_BACKOFF, new SplittableRandom());
    private final LatestValues latest = new LatestValues();
    private final BlockingQueue<Message> answers = new ArrayBlockingQueue<>(ANSWERS);
    private final Semaphore stirred = new Semaphore(0);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile boolean online;
    private final Thread thread;

    /// A link that is not started yet.
    ///
    /// @param inbox receives what the broker delivers, on a thread of the connection
    /// @param freight has what of it is wanted there
    public MqttLink(Session session, Backlog backlog, Consumer<Inbound> inbox, Freight freight) {
        this.session = session;
        this.backlog = backlog;
        this.inbox = inbox;
        this.freight = freight;
        this.thread = Thread.ofPlatform().daemon().name("mqtt-link").unstarted(this::run);
        latest.put(session.online());
        freight.carriedBy(this::stir);
    }

    public void start() {
        thread.start();
    }

    /// Publishes on a retained topic; a newer value replaces one that could not be sent yet.
    public void latest(Message message) {
        latest.put(message);
        stir();
    }

    /// The same, and runs `acknowledged` when the broker has it, unless a newer value took its
    /// place.
    public void latest(Message message, Runnable acknowledged) {
        latest.put(message, acknowledged);
        stir();
    }

    /// The same on a topic of somebody else's, where the broker may refuse it.
    public void latestIfAllowed(Message message) {
        latest.putIfAllowed(message);
        stir();
    }

    /// Publishes an answer, now or never.
    public void answer(Message message) {
        if (!answers.offer(message)) {
            Logger.warn("too many answers wait for the broker; one was dropped");
        }
        stir();
    }

    /// Whether there is a connection.
    public boolean isOnline() {
        return online;
    }

    /// Ends this connection in good order and makes another, with the credentials of now.
    public void renew() {
        renewing.set(true);
        stir();
    }

    /// The backlog has grown.
    public void stir() {
        stirred.release();
    }

    /// Says `offline` where it can, and ends.
    @Override
    public void close() {
        closing.set(true);
        stir();
        try {
            thread.join(PATIENCE_WITH_CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing.get()) {
            try {
                connectAndTalk();
            } catch (LinkLostException lost) {
                if (lost.isRefusedCertificate()) {
                    session.credentials().refused();
                }
                Duration pause = backoff.next();
                Logger.warn("{}; next attempt in {} ms", lost.getMessage(), pause.toMillis());
                pause(pause);
            } catch (RuntimeException bug) {
                // whatever a broker made Paho or us stumble over must not silence the charger
                Logger.error(bug, "the link to the broker failed");
                pause(backoff.next());
            }
        }
    }

    private void connectAndTalk() throws LinkLostException {
        renewing.set(false);
        MqttConnection connection =
                MqttConnection.open(session, new Arrivals(inbox, freight, this::stir));
        Logger.info("connected to {} as {}", session.broker(), session.device());
        try {
            online = true;
            freight.connected();
            latest.tellAllAgain();
            Conversation conversation =
                    new Conversation(connection, backlog, new Outgoing(latest, answers, freight));
            while (!closing.get() && !renewing.get()) {
                conversation.step();
                if (conversation.isProven()) {
                    backoff.reset();
                }
                awaitStir();
            }
            if (closing.get()) {
                conversation.sayLast(session.offline());
            }
            leave(connection, conversation);
        } finally {
            online = false;
            freight.disconnected();
            connection.discard();
        }
    }

    private void leave(MqttConnection connection, Conversation conversation)
            throws LinkLostException {
        long end = System.nanoTime() + FAREWELL.toNanos();
        while (!conversation.isSettled() && System.nanoTime() < end) {
            awaitStir();
            conversation.settle();
        }
        connection.leave();
    }

    private void awaitStir() {
        try {
            if (stirred.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                stirred.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            closing.set(true);
        }
    }

    /// Waits; only closing cuts it short.
    private void pause(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        while (!closing.get() && System.nanoTime() < end) {
            awaitStir();
        }
    }
}
