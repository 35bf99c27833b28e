package stanchion.gateway.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.zip.Deflater;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.tinylog.Logger;
import stanchion.gateway.telemetry.Credentials;
import stanchion.update.delta.ChunkList;

/// A server of updates at the broker, which can be told to misbehave.
public final class UpdateServer implements AutoCloseable {
    /// A request as it came.
    public record Asked(String file, int index, String topic, String correlation) {
        /// The correlation of its right answer.
        public String answer() {
            byte[] suffix = ByteBuffer.allocate(4).putInt(index).array();
            return correlation + new String(suffix, ISO_8859_1);
        }
    }

    /// An answer.
    public record Answer(String correlation, ByteBuffer content) {
        public Answer(String correlation, byte... content) {
            this(correlation, ByteBuffer.wrap(content));
        }
    }

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final MqttAsyncClient client;
    private volatile BiFunction<Asked, Answer, List<Answer>> manner =
            (one, right) -> List.of(right);

    public UpdateServer(int port, Path identity) throws Exception {
        Credentials credentials = Pki.credentials(identity);
        client =
                new MqttAsyncClient(
                        "ssl://localhost:" + port,
                        credentials.device() + "-updates",
                        new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(credentials.sockets());
        options.setCleanStart(true);
        client.setCallback(new Ear());
        client.connect(options).waitForCompletion(10_000);
        MqttSubscription shared =
                new MqttSubscription("$share/fleet/stanchion/v1/+/update/request", 1);
        client.subscribe(shared).waitForCompletion(10_000);
    }

    /// Offers a file.
    ///
    /// @return its SHA-256
    public String offer(byte[] file) throws NoSuchAlgorithmException {
        String name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        offer(name, file);
        return name;
    }

    /// Offers a file that is known by a name.
    public void offer(String name, byte[] file) {
        files.put(name, file);
    }

    /// What it answers instead of the right answer.
    public void behave(BiFunction<Asked, Answer, List<Answer>> otherwise) {
        manner = otherwise;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public void publishRetained(String topic, byte[] content) throws MqttException {
        client.publish(topic, content, 1, true).waitForCompletion(10_000);
    }

    /// A zlib stream, as metadata is published.
    public static byte[] packed(byte[] content, byte... dictionary) {
        Deflater deflater = new Deflater(9);
        if (dictionary.length > 0) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] stride = new byte[8192];
        while (!deflater.finished()) {
            stream.write(stride, 0, deflater.deflate(stride));
        }
        deflater.end();
        return stream.toByteArray();
    }

    private void serve(MqttMessage message) {
        MqttProperties properties = message.getProperties();
        JsonObject request =
                JsonParser.parseString(new String(message.getPayload(), UTF_8)).getAsJsonObject();
        int first = request.get("first").getAsInt();
        for (int index = first; index < first + request.get("count").getAsInt(); index++) {
            Asked one =
                    new Asked(
                            request.get("file").getAsString(),
                            index,
                            properties.getResponseTopic(),
                            new String(properties.getCorrelationData(), ISO_8859_1));
            asked.add(one);
            for (Answer answer : manner.apply(one, new Answer(one.answer(), chunk(one)))) {
                send(one.topic(), answer);
            }
        }
    }

    private byte[] chunk(Asked one) {
        byte[] file = files.getOrDefault(one.file(), new byte[0]);
        int from = Math.min(file.length, one.index() * ChunkList.SIZE);
        return Arrays.copyOfRange(file, from, Math.min(file.length, from + ChunkList.SIZE));
    }

    private void send(String topic, Answer answer) {
        MqttProperties properties = new MqttProperties();
        properties.setCorrelationData(answer.correlation().getBytes(ISO_8859_1));
        byte[] content = new byte[answer.content().remaining()];
        answer.content().duplicate().get(content);
        try {
            client.publish(topic, new MqttMessage(content, 1, false, properties))
                    .waitForCompletion(10_000);
        } catch (MqttException failed) {
            Logger.warn("not served: {}", failed.getMessage());
        }
    }

    @Override
    public void close() throws MqttException {
        worker.shutdownNow();
        client.disconnectForcibly(0, 200, false);
        client.close(true);
    }

    private final class Ear implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            worker.execute(() -> serve(message));
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
