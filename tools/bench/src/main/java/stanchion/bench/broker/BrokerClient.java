package stanchion.bench.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.Identity;

/// The bench's own ear and voice at the broker.
///
/// Paho is a disposable pipe here: a new client for every connection. The broker keeps this
/// subscriber's session, so that nothing is missed between two connections.
public final class BrokerClient implements AutoCloseable {
    /// The name in the certificate of the bench, and its client identifier.
    public static final String NAME = "bench";

    private static final String EVERYTHING = "stanchion/v1/#";
    private static final long SESSION_SECONDS = 3600;
    private static final long CONNECT_MILLIS = 5000;
    private static final long RETRY_MILLIS = 250;
    private static final int AT_LEAST_ONCE = 1;

    private final String address;
    private final Identity identity;
    private final Consumer<Delivery> deliveries;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<MqttAsyncClient> live = Optional.empty();

    /// @param port of the broker on this machine
    /// @param deliveries called on Paho's thread, one at a time
    public BrokerClient(int port, Identity identity, Consumer<Delivery> deliveries) {
        this.address = "ssl://localhost:" + port;
        this.identity = identity;
        this.deliveries = deliveries;
    }

    /// Connects, and goes on trying for as long as it takes.
    public void start() {
        Thread.ofPlatform().daemon().name("bench mqtt").start(this::live);
    }

    public boolean isConnected() {
        return live.map(MqttAsyncClient::isConnected).orElse(false);
    }

    /// Sends `text` once the broker has it; false when it is not connected or does not answer.
    ///
    /// @param expiry after which the broker forgets the message
    public boolean publish(String topic, String text, String answerTopic, Duration expiry) {
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic(answerTopic);
        properties.setCorrelationData(topic.getBytes(StandardCharsets.UTF_8));
        return publish(topic, text, properties, expiry);
    }

    /// The same without wanting an answer.
    public boolean publish(String topic, String text, Duration expiry) {
        return publish(topic, text, new MqttProperties(), expiry);
    }

    private boolean publish(String topic, String text, MqttProperties properties, Duration expiry) {
        properties.setMessageExpiryInterval(Math.max(1, expiry.toSeconds()));
        MqttMessage message =
                new MqttMessage(
                        text.getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE, false, properties);
        try {
            Optional<MqttAsyncClient> client = live;
            if (client.isEmpty()) {
                return false;
            }
            client.get().publish(topic, message).waitForCompletion(CONNECT_MILLIS);
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }

    /// The keys are read once: deriving what opens their store takes longer than a virtual board
    /// bears, whose surroundings share a processor with this thread.
    private void live() {
        try {
            MqttConnectionOptions options = options();
            do {
                connection(options);
            } while (!ended.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One connection, from its making to its end.
    private void connection(MqttConnectionOptions options) throws InterruptedException {
        try {
            MqttAsyncClient client = new MqttAsyncClient(address, NAME, new MemoryPersistence());
            try {
                listen(client, options);
            } finally {
                live = Optional.empty();
                discard(client);
            }
        } catch (MqttException e) {
            // the broker is not there: tried again after a while, for as long as the bench lives
            live = Optional.empty();
        }
    }

    private void listen(MqttAsyncClient client, MqttConnectionOptions options)
            throws MqttException, InterruptedException {
        Ear ear = new Ear(deliveries);
        client.setCallback(ear);
        client.connect(options).waitForCompletion(CONNECT_MILLIS);
        client.subscribe(EVERYTHING, AT_LEAST_ONCE).waitForCompletion(CONNECT_MILLIS);
        live = Optional.of(client);
        while (ended.getCount() > 0) {
            if (ear.lost.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /// Closing can block for long in Paho, so a thread that nobody waits for does it.
    private static void discard(MqttAsyncClient client) {
        Thread.ofPlatform()
                .daemon()
                .name("bench mqtt close")
                .start(() -> {
                    try {
                        client.disconnectForcibly(0, RETRY_MILLIS, false);
                        client.close(true);
                    } catch (MqttException e) {
                        // it was not connected, or is closed already
                        client.setCallback(new Ear(delivery -> {}));
                    }
                });
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        try {
            options.setSocketFactory(identity.sockets());
        } catch (FleetException unusable) {
            throw new BrokerTrouble(unusable.line(), unusable);
        }
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(15);
        options.setConnectionTimeout(5);
        return options;
    }

    /// What Paho tells of one connection.
    private static final class Ear implements MqttCallback {
        private final Consumer<Delivery> deliveries;
        private final CountDownLatch lost = new CountDownLatch(1);

        Ear(Consumer<Delivery> deliveries) {
            this.deliveries = deliveries;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            deliveries.accept(
                    new Delivery(
                            topic,
                            message.getPayload(),
                            message.isRetained()
                                    ? Delivery.Retention.KEPT
                                    : Delivery.Retention.NEWS));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            lost.countDown();
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            lost.countDown();
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String server) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
