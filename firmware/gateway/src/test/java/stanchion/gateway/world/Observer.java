package stanchion.gateway.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import stanchion.gateway.telemetry.Credentials;

/// Somebody else at the broker: sees everything a charger publishes, and sends commands.
public final class Observer implements AutoCloseable {
    /// A message as it arrived.
    public record Seen(String topic, String text, boolean retained, Optional<String> correlation) {
        public JsonObject json() {
            return JsonParser.parseString(text).getAsJsonObject();
        }
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final MqttAsyncClient client;

    public Observer(int port, Path identity) throws Exception {
        this(port, identity, Pki.credentials(identity).device());
    }

    /// The same by another name, beside somebody who has the same certificate.
    public Observer(int port, Path identity, String name) throws Exception {
        Credentials credentials = Pki.credentials(identity);
        client = new MqttAsyncClient("ssl://localhost:" + port, name, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(credentials.sockets());
        options.setCleanStart(true);
        client.setCallback(new Ear());
        client.connect(options).waitForCompletion(10_000);
        client.subscribe("#", 1).waitForCompletion(10_000);
    }

    public List<Seen> seen(String topic) {
        return seen.stream().filter(one -> one.topic().equals(topic)).toList();
    }

    public List<Seen> all() {
        return List.copyOf(seen);
    }

    /// Waits until something like this has arrived.
    public Seen await(String topic, Predicate<Seen> like) {
        return Patience.until(
                topic, Duration.ofSeconds(20), () -> seen(topic).stream().filter(like).findFirst());
    }

    public void publish(String topic, String text) throws MqttException {
        publish(topic, text, new MqttProperties());
    }

    public void publish(String topic, String text, MqttProperties properties) throws MqttException {
        client.publish(topic, new MqttMessage(text.getBytes(UTF_8), 1, false, properties))
                .waitForCompletion(10_000);
    }

    public void publishRetained(String topic, String text) throws MqttException {
        client.publish(topic, text.getBytes(UTF_8), 1, true).waitForCompletion(10_000);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 200, false);
        client.close(true);
    }

    private final class Ear implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            Optional<String> correlation =
                    Optional.ofNullable(message.getProperties().getCorrelationData())
                            .map(bytes -> new String(bytes, UTF_8));
            seen.add(
                    new Seen(
                            topic,
                            new String(message.getPayload(), UTF_8),
                            message.isRetained(),
                            correlation));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String uri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
