package stanchion.gateway.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.tinylog.Logger;
import stanchion.gateway.api.Topic.Retention;
import stanchion.gateway.telemetry.Inbound.ReplyTo;

/// One connection to the broker on one Paho client, which is thrown away with it: a Paho client
/// that has lost its connection once is not to be trusted any more, and neither are its buffer, its
/// persistence and its reconnect.
final class MqttConnection {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int LARGEST_WINDOW = 8;
    private static final int RECEIVE_MAXIMUM_BY_DEFAULT = 65_535;
    private static final int INBOUND_AT_ONCE = 8;
    private static final int THREADS = 8;
    private static final int QOS = 1;

    private final MqttAsyncClient client;
    private final ScheduledExecutorService threads;
    private final Arrivals arrivals;
    private final Runnable stir;
    private final int window;

    private MqttConnection(
            MqttAsyncClient client,
            ScheduledExecutorService threads,
            Arrivals arrivals,
            IMqttToken connected) {
        this.client = client;
        this.threads = threads;
        this.arrivals = arrivals;
        this.stir = arrivals.stir();
        this.window = window(connected);
    }

    /// Connects and subscribes, within a bounded time.
    static MqttConnection open(Session session, Arrivals arrivals) throws LinkLostException {
        ScheduledExecutorService threads =
                Executors.newScheduledThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("paho-", 0).factory());
        try {
            MqttAsyncClient client =
                    new MqttAsyncClient(
                            uri(session.broker()),
                            session.device(),
                            new MemoryPersistence(),
                            null,
                            threads);
            return connect(client, threads, session, arrivals);
        } catch (MqttException unusable) {
            threads.shutdownNow();
            throw new LinkLostException("cannot make a client", unusable);
        }
    }

    private static MqttConnection connect(
            MqttAsyncClient client,
            ScheduledExecutorService threads,
            Session session,
            Arrivals arrivals)
            throws LinkLostException {
        try {
            client.setCallback(arrivals);
            IMqttToken connected = client.connect(options(session));
            connected.waitForCompletion(PATIENCE.toMillis());
            MqttConnection connection = new MqttConnection(client, threads, arrivals, connected);
            connection.subscribe(session);
            return connection;
        } catch (MqttException failed) {
            discard(client, threads);
            throw new LinkLostException("cannot connect to " + session.broker(), failed);
        } catch (LinkLostException refused) {
            discard(client, threads);
            throw refused;
        }
    }

    /// How many messages may wait for their acknowledgement at once: half of what the broker
    /// allows, because Paho counts a message as done before the broker does.
    int window() {
        return window;
    }

    /// Hands a message to the broker.
    ///
    /// @return empty when Paho cannot take it just now
    Optional<Sent> publish(Message message) throws LinkLostException {
        try {
            IMqttToken token =
                    client.publish(message.topic(), paho(message), null, new Stirring(stir));
            return Optional.of(new Sent(token));
        } catch (MqttException failed) {
            if (failed.getReasonCode() == MqttClientException.REASON_CODE_MAX_INFLIGHT) {
                return Optional.empty();
            }
            throw new LinkLostException("cannot publish", failed);
        }
    }

    /// Asks the broker for a topic; it sends what it keeps of it, and all that comes.
    Sent subscribe(String topic) throws LinkLostException {
        try {
            MqttSubscription[] one = {subscription(topic)};
            return new Sent(client.subscribe(one, null, new Stirring(stir), new MqttProperties()));
        } catch (MqttException failed) {
            throw new LinkLostException("cannot subscribe to " + topic, failed);
        }
    }

    void unsubscribe(String topic) throws LinkLostException {
        try {
            client.unsubscribe(topic);
        } catch (MqttException failed) {
            throw new LinkLostException("cannot unsubscribe from " + topic, failed);
        }
    }

    /// Complains when the connection has ended.
    void check() throws LinkLostException {
        Optional<String> end = arrivals.end();
        if (end.isPresent()) {
            throw new LinkLostException(end.get());
        }
    }

    /// Leaves in good order, so that the broker forgets the will.
    void leave() {
        try {
            client.disconnect(0).waitForCompletion(Duration.ofSeconds(1).toMillis());
        } catch (MqttException failed) {
            Logger.debug("the broker did not hear the farewell: {}", failed.getMessage());
        }
    }

    /// Throws the client away without waiting for it: closing may hang for as long as the broker
    /// does.
    void discard() {
        discard(client, threads);
    }

    private static void discard(MqttAsyncClient client, ScheduledExecutorService threads) {
        Thread.ofPlatform()
                .daemon()
                .name("mqtt-discard")
                .start(() -> {
                    try {
                        client.disconnectForcibly(0, 200, false);
                    } catch (MqttException gone) {
                        Logger.trace("was disconnected already: {}", gone.getMessage());
                    }
                    try {
                        client.close(true);
                    } catch (MqttException gone) {
                        Logger.trace("was closed already: {}", gone.getMessage());
                    }
                    threads.shutdownNow();
                });
    }

    private static String uri(Endpoint broker) {
        return GuardedModuleFactory.SCHEME + "://" + broker.host() + ":" + broker.port();
    }

    private static MqttConnectionOptions options(Session session) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(session.credentials().present().sockets());
        // nothing is kept for an absent charger: no command can be obeyed later than it was meant
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) PATIENCE.toSeconds());
        options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
        options.setReceiveMaximum(INBOUND_AT_ONCE);
        options.setMaximumPacketSize((long) PacketGuard.MAX_PACKET_BYTES);
        options.setWill(session.offline().topic(), paho(session.offline()));
        return options;
    }

    private void subscribe(Session session) throws MqttException, LinkLostException {
        MqttSubscription[] wanted =
                session.subscriptions().stream()
                        .map(MqttConnection::subscription)
                        .toArray(MqttSubscription[]::new);
        IMqttToken answer = client.subscribe(wanted);
        answer.waitForCompletion(PATIENCE.toMillis());
        if (new Sent(answer).fate() instanceof Sent.Fate.Refused refused) {
            throw new LinkLostException(
                    "the broker refused the subscriptions, reason code " + refused.reasonCode());
        }
    }

    private static MqttSubscription subscription(String topic) {
        MqttSubscription subscription = new MqttSubscription(topic, QOS);
        // so that a command is told from one that was retained, and refused
        subscription.setRetainAsPublished(true);
        return subscription;
    }

    private static MqttMessage paho(Message message) {
        MqttProperties properties = new MqttProperties();
        message.correlation()
                .or(() -> message.replyTo().map(ReplyTo::correlation))
                .ifPresent(text -> properties.setCorrelationData(text.getBytes(ISO_8859_1)));
        message.replyTo().map(ReplyTo::topic).ifPresent(properties::setResponseTopic);
        message.expiry().ifPresent(span -> properties.setMessageExpiryInterval(span.toSeconds()));
        boolean retained = message.retention() == Retention.RETAINED;
        return new MqttMessage(message.payload().getBytes(UTF_8), QOS, retained, properties);
    }

    private static int window(IMqttToken connected) {
        int receiveMaximum =
                Optional.ofNullable(connected.getResponseProperties())
                        .flatMap(properties -> Optional.ofNullable(properties.getReceiveMaximum()))
                        .orElse(RECEIVE_MAXIMUM_BY_DEFAULT);
        return Math.clamp(receiveMaximum / 2, 1, LARGEST_WINDOW);
    }

    /// Wakes the sender when a message is acknowledged or lost.
    private record Stirring(Runnable stir) implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            stir.run();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            stir.run();
        }
    }
}
