package stanchion.fleet.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import stanchion.fleet.FleetException;

/// A server's place at the broker: MQTT 5, mutual TLS 1.3, connected again after a loss.
///
/// A message is acknowledged when its consumer has returned, so that what a worker dies over goes
/// to another one.
public final class FleetClient implements AutoCloseable {
    /// Messages being worked on at a time.
    public static final int MOST_OPEN = 64;

    /// Messages that wait here for that; the broker keeps the rest. Smaller windows are overrun by
    /// mosquitto 2.0 when many subscriptions fit.
    static final int MOST_WAITING = 65_535;

    /// Largest packet taken.
    public static final int LARGEST_PACKET = 512 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int KEEP_ALIVE_SECONDS = 20;

    private final BrokerAddress address;
    private final Mqtt5AsyncClient client;
    private final AtomicBoolean wanted;
    private final ExecutorService threads;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    private FleetClient(BrokerAddress address, Mqtt5AsyncClient client, AtomicBoolean wanted) {
        this.address = address;
        this.client = client;
        this.wanted = wanted;
        // Not virtual ones: those wait in line behind every other, one round for each step of work.
        ThreadFactory factory = Thread.ofPlatform().daemon().name("fleet messages ", 0).factory();
        this.threads = Executors.newFixedThreadPool(MOST_OPEN, factory);
    }

    /// Connects; later losses are mended by itself.
    ///
    /// @param name begins the client identifier
    public static FleetClient connect(BrokerAddress address, String name) throws FleetException {
        AtomicBoolean wanted = new AtomicBoolean();
        FleetClient made = new FleetClient(address, build(address, name, wanted), wanted);
        try {
            made.await(made.client.connect(connect()), "does not let us in");
            wanted.set(true);
            return made;
        } catch (FleetException refused) {
            made.close();
            throw refused;
        }
    }

    private static Mqtt5AsyncClient build(BrokerAddress address, String name, AtomicBoolean wanted)
            throws FleetException {
        Mqtt5ClientBuilder builder =
                Mqtt5Client.builder()
                        .identifier(name + "-" + UUID.randomUUID())
                        .serverHost(address.host())
                        .serverPort(address.port())
                        .addDisconnectedListener(lost -> again(lost, wanted));
        Optional<Identity> identity = address.identity();
        if (identity.isPresent()) {
            builder =
                    builder.sslConfig(
                            MqttClientSslConfig.builder()
                                    .keyManagerFactory(identity.get().keys())
                                    .trustManagerFactory(identity.get().trust())
                                    .protocols(List.of("TLSv1.3"))
                                    .build());
        }
        return builder.buildAsync();
    }

    /// Only a connection that stood is made again: a person wants to hear of the first.
    private static void again(MqttClientDisconnectedContext lost, AtomicBoolean wanted) {
        if (!wanted.get()) {
            return;
        }
        int attempts = Math.min(10, lost.getReconnector().getAttempts());
        long pause = Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << attempts);
        lost.getReconnector().reconnect(true).delay(pause, TimeUnit.MILLISECONDS);
    }

    private static Mqtt5Connect connect() {
        return Mqtt5Connect.builder()
                .cleanStart(true)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .restrictions()
                .receiveMaximum(MOST_WAITING)
                .maximumPacketSize(LARGEST_PACKET)
                .applyRestrictions()
                .build();
    }

    /// Hands every message of `filter` to `consumer`, on many threads.
    public void subscribe(String filter, Consumer<Message> consumer) throws FleetException {
        await(
                client.subscribeWith()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .callback(publish -> take(publish, consumer))
                        .manualAcknowledgement(true)
                        .send(),
                "refuses the subscription to " + filter);
    }

    /// Hands every message of `filter` to `consumer`, in turn and on one thread: for the burst of
    /// what a broker keeps.
    public void collect(String filter, Consumer<Message> consumer) throws FleetException {
        await(
                client.subscribeWith()
                        .topicFilter(filter)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .callback(publish -> consumer.accept(message(publish)))
                        .send(),
                "refuses the subscription to " + filter);
    }

    public void unsubscribe(String filter) throws FleetException {
        await(
                client.unsubscribeWith().topicFilter(filter).send(),
                "refuses to end the subscription to " + filter);
    }

    private void take(Mqtt5Publish publish, Consumer<Message> consumer) {
        received.incrementAndGet();
        threads.execute(() -> {
            consumer.accept(message(publish));
            publish.acknowledge();
        });
    }

    private static Message message(Mqtt5Publish publish) {
        return new Message(
                publish.getTopic().toString(),
                publish.getPayloadAsBytes(),
                publish.getCorrelationData().map(FleetClient::bytes).orElse(new byte[0]),
                publish.getResponseTopic().map(Object::toString).orElse(""));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /// A message that the broker keeps for those who come later; an empty one makes it forget.
    public void retain(String topic, byte[] payload) throws FleetException {
        Mqtt5Publish publish =
                Mqtt5Publish.builder()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .retain(true)
                        .payload(payload)
                        .build();
        await(send(publish), "does not take " + topic);
    }

    /// A message for whoever listens now.
    ///
    /// @param correlation goes with it unless it is empty
    public CompletableFuture<Void> send(String topic, byte[] payload, byte[] correlation) {
        Mqtt5Publish publish =
                Mqtt5Publish.builder()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(payload)
                        .correlationData(correlation.length == 0 ? null : correlation)
                        .build();
        return send(publish);
    }

    private CompletableFuture<Void> send(Mqtt5Publish publish) {
        sent.incrementAndGet();
        return client.publish(publish).thenAccept(FleetClient::check);
    }

    private static void check(Mqtt5PublishResult result) {
        result.getError()
                .ifPresent(refused -> {
                    throw new CompletionException(refused);
                });
    }

    /// Messages that came in since the beginning.
    public long received() {
        return received.get();
    }

    /// Messages that were sent since the beginning.
    public long sent() {
        return sent.get();
    }

    public boolean isConnected() {
        return client.getState().isConnected();
    }

    @Override
    public void close() {
        wanted.set(false);
        client.disconnect()
                .handle((done, refused) -> refused == null)
                .completeOnTimeout(false, SHORTEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        threads.shutdown();
    }

    private <T> T await(CompletableFuture<T> answer, String trouble) throws FleetException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            throw new FleetException(
                    "broker " + address + ": " + trouble,
                    Objects.requireNonNullElse(refused.getCause(), refused));
        } catch (TimeoutException silent) {
            throw new FleetException("broker " + address + ": does not answer", silent);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new FleetException("broker " + address + ": interrupted", ended);
        }
    }
}
