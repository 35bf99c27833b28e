package stanchion.gateway.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.api.MetadataTopic;
import stanchion.gateway.api.Topic;
import stanchion.gateway.telemetry.Freight;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyLink;
import stanchion.gateway.world.UpdateServer;
import stanchion.gateway.world.UpdateServer.Answer;
import stanchion.gateway.world.Wire;
import stanchion.update.delta.ChunkList;
import stanchion.update.tuf.MetadataSource.Earlier;

/// What an update is made of, over a real broker (Mosquitto) and a wire that breaks.
class MqttTransportTest {
    private static final String DEVICE = "SN-1";
    private static final int FAST = 64 << 20;

    private static final stanchion.gateway.update.Patience SHORT =
            new stanchion.gateway.update.Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(700),
                    Duration.ofMillis(300),
                    Duration.ofMillis(500),
                    Duration.ofMillis(700));

    @TempDir private static Path common;
    private static Path identity;
    private static Path somebody;
    private static Path maker;
    private static Path pem;

    private final Freight freight = new Freight();
    private final ToyLink backlog = new ToyLink(DEVICE);
    private Mosquitto broker;
    private Wire wire;
    private UpdateServer server;
    private MqttLink link;

    @BeforeAll
    static void makeCertificates() throws Exception {
        assumeTrue(
                Mosquitto.program().isPresent(),
                "mosquitto is missing: skipped; sudo apt install mosquitto");
        Pki pki = Pki.in(common);
        identity = pki.identity(DEVICE);
        somebody = pki.identity("observer");
        maker = pki.identity("maker");
        pem = pki.broker("dns:localhost,ip:127.0.0.1");
    }

    @BeforeEach
    void connect() throws Exception {
        broker = Mosquitto.start(pem, "");
        wire = new Wire(broker.port());
        server = new UpdateServer(broker.port(), maker);
        link = backlog.link(wire.port(), identity, freight);
    }

    @AfterEach
    void disconnect() throws Exception {
        link.close();
        server.close();
        wire.close();
        broker.close();
    }

    @Test
    void aFileComesInChunksOneAfterTheOther() throws Exception {
        byte[] file = random(12 * ChunkList.SIZE + 17);
        String name = server.offer(file);
        link.start();
        assertThat(download(content(FAST), name, file.length)).isEqualTo(file);
        assertThat(server.asked().stream().map(UpdateServer.Asked::index))
                .as("each chunk once, in order")
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 12).boxed().toList());
        assertThat(freight.strays()).isZero();
    }

    @Test
    void aCutWireInMidDownloadCostsTheChunkThatWasUnderWayAndNoOther() throws Exception {
        byte[] file = random(24 * ChunkList.SIZE);
        String name = server.offer(file);
        link.start();
        MqttContent content = content(FAST);
        CompletableFuture<byte[]> download = inBackground(content, name, file.length);
        for (int atLeast : List.of(5, 15)) {
            Patience.untilTrue("some", () -> server.asked().size() >= atLeast);
            wire.cut();
            wire.mend();
        }
        assertThat(download.get(60, TimeUnit.SECONDS)).isEqualTo(file);
        assertThat(server.asked()).hasSizeBetween(24, 28);
    }

    @Test
    void answersThatAreForeignRepeatedOrOfAnotherChunkAreDroppedAndCounted() throws Exception {
        byte[] file = random(2 * ChunkList.SIZE);
        String name = server.offer(file);
        byte[] evil = random(ChunkList.SIZE);
        server.behave((asked, right) ->
                List.of(
                        new Answer("nobody asked for this", evil),
                        new Answer("", evil),
                        new Answer(asked.correlation(), evil),
                        new Answer(asked.correlation() + "\0\0\0\7", evil),
                        right,
                        new Answer(right.correlation(), evil)));
        link.start();
        assertThat(download(content(FAST), name, file.length)).isEqualTo(file);
        Patience.untilTrue("counted", () -> freight.strays() == 2 * 5);
    }

    @Test
    void aServerThatSendsWithoutEndFillsNothingAndStopsNothing() throws Exception {
        byte[] file = random(ChunkList.SIZE);
        String name = server.offer(file);
        Answer flood = new Answer("flood", new byte[200 * 1024]);
        server.behave((asked, right) -> {
            List<Answer> answers = new ArrayList<>();
            IntStream.range(0, 50).forEach(number -> answers.add(flood));
            answers.add(right);
            return answers;
        });
        link.start();
        MqttContent patient =
                new MqttContent(freight, DEVICE, FAST, stanchion.gateway.update.Patience.USUAL);
        assertThat(download(patient, name, file.length)).isEqualTo(file);
        assertThat(freight.strays()).isEqualTo(50);
        assertThat(link.isOnline()).isTrue();
    }

    @Test
    void aServerThatIsSilentOrHasNotTheFileIsAnErrorThatAsksAgainLater() throws Exception {
        byte[] file = random(ChunkList.SIZE);
        String name = server.offer(file);
        List<Answer> late = new ArrayList<>();
        server.behave((asked, right) -> {
            late.add(right);
            return List.of();
        });
        link.start();
        MqttContent content = content(FAST);
        assertThatThrownBy(() -> content.chunk(name, 0, file.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no server answered");
        server.behave((asked, right) -> List.of(late.getFirst(), right));
        assertThat(content.chunk(name, 0, file.length)).isEqualTo(file);
        assertThat(freight.strays()).as("the late answer").isEqualTo(1);
        assertThatThrownBy(() -> content.chunk("0".repeat(64), 0, 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no chunk 0");
    }

    @Test
    void aRequestStandsBehindEverythingTheChargerHasToSay() throws Exception {
        byte[] file = random(3 * ChunkList.SIZE);
        String name = server.offer(file);
        backlog.waits(500);
        try (Observer observer = new Observer(broker.port(), somebody)) {
            CompletableFuture<byte[]> download = inBackground(content(FAST), name, file.length);
            link.start();
            assertThat(download.get(60, TimeUnit.SECONDS)).isEqualTo(file);
            List<String> topics =
                    observer.all().stream()
                            .map(Observer.Seen::topic)
                            .filter(topic ->
                                    topic.equals(Topic.METER.of(DEVICE))
                                            || topic.equals(Topic.UPDATE_REQUEST.of(DEVICE)))
                            .toList();
            assertThat(topics.subList(0, 500)).containsOnly(Topic.METER.of(DEVICE));
            assertThat(topics.subList(500, 503)).containsOnly(Topic.UPDATE_REQUEST.of(DEVICE));
            assertThat(
                            Schemas.complaints(
                                    observer.all().stream()
                                            .filter(seen -> seen.topic().endsWith("request"))
                                            .toList()))
                    .isEmpty();
        }
    }

    @Test
    void metadataComesWholeAndSmallerOnceAnEarlierVersionIsKnown() throws Exception {
        byte[] first = metadata(1);
        byte[] second = metadata(2);
        server.publishRetained(MetadataTopic.of("1.targets.json"), UpdateServer.packed(first));
        // there is no other form of the second, so that it can only come this way
        server.publishRetained(
                MetadataTopic.after("2.targets.json", 1), UpdateServer.packed(second, first));
        link.start();
        MqttMetadata metadata = metadata();
        assertThat(metadata.read("1.targets.json", 99_999)).hasValue(first);
        assertThat(metadata.read("2.targets.json", 99_999)).isEmpty();
        assertThat(metadata.read("2.targets.json", 99_999, new Earlier(1, first))).hasValue(second);
        assertThat(UpdateServer.packed(second, first).length)
                .isLessThan(UpdateServer.packed(second).length / 4);
    }

    @Test
    void aSmallerFormThatIsGarbageOrOfAnotherDictionaryGivesWayToTheWholeOne() throws Exception {
        byte[] first = metadata(1);
        byte[] second = metadata(2);
        List<byte[]> useless =
                List.of(
                        UpdateServer.packed(second, metadata(7)),
                        "garbage".getBytes(UTF_8),
                        Arrays.copyOf(UpdateServer.packed(second, first), 30),
                        new byte[0]);
        server.publishRetained(MetadataTopic.of("2.targets.json"), UpdateServer.packed(second));
        link.start();
        for (byte[] one : useless) {
            server.publishRetained(MetadataTopic.after("2.targets.json", 1), one);
            assertThat(metadata().read("2.targets.json", 99_999, new Earlier(1, first)))
                    .hasValue(second);
        }
    }

    @Test
    void metadataThatIsLongerThanItMayBeIsCutOffAByteBehind() throws Exception {
        byte[] bomb = UpdateServer.packed(new byte[64 << 20]);
        server.publishRetained(MetadataTopic.of("timestamp.json"), bomb);
        server.publishRetained(MetadataTopic.of("2.root.json"), bomb);
        link.start();
        MqttMetadata metadata = metadata();
        assertThat(metadata.read("timestamp.json", 1000)).hasValue(new byte[1001]);
        assertThat(metadata.read("2.root.json", 5000)).hasValue(new byte[5001]);
    }

    @Test
    void metadataBeyondTheLargestPacketNeverComesAndTheLinkStays() throws Exception {
        byte[] huge = random(300 * 1024);
        server.publishRetained(MetadataTopic.of("2.root.json"), huge);
        link.start();
        MqttMetadata metadata = metadata();
        assertThat(metadata.read("2.root.json", 1 << 20)).isEmpty();
        assertThat(link.isOnline()).isTrue();
    }

    @Test
    void whatIsNotThereIsNotThereAndWhatIsNotZlibIsAnError() throws Exception {
        server.publishRetained(MetadataTopic.of("3.root.json"), "{}".getBytes(UTF_8));
        link.start();
        MqttMetadata metadata = metadata();
        assertThat(metadata.read("2.root.json", 1000)).isEmpty();
        assertThat(metadata.read("timestamp.json", 1000)).isEmpty();
        assertThatThrownBy(() -> metadata.read("3.root.json", 1000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3.root.json");
        assertThatThrownBy(() -> metadata.read("../1.root.json", 1000))
                .isInstanceOf(IOException.class);
    }

    @Test
    void withoutABrokerItIsAnErrorAndNoAbsence() throws Exception {
        wire.cut();
        link.start();
        stanchion.gateway.update.Patience brief =
                new stanchion.gateway.update.Patience(
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50));
        MqttMetadata metadata = new MqttMetadata(freight, brief);
        assertThatThrownBy(() -> metadata.read("2.root.json", 1000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the broker cannot be asked");
        assertThatThrownBy(() -> metadata.read("timestamp.json", 1000))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        new MqttContent(freight, DEVICE, FAST, brief).chunk("0".repeat(64), 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the broker cannot be reached");
    }

    @Test
    void theFirstTimestampOfAllIsNewsWhenItWasLookedForInVain() throws Exception {
        String topic = MetadataTopic.of("timestamp.json");
        link.start();
        MqttMetadata metadata = metadata();
        assertThat(metadata.read("timestamp.json", 99_999)).isEmpty();
        assertThat(metadata.isNews()).isFalse();
        server.publishRetained(topic, UpdateServer.packed(metadata(1)));
        Patience.untilTrue("news", metadata::isNews);
        assertThat(metadata.read("timestamp.json", 99_999)).hasValue(metadata(1));
        assertThat(metadata.isNews()).isFalse();
    }

    @Test
    void aNewTimestampIsNewsAndTheSameOneAfterAReconnectIsNone() throws Exception {
        String topic = MetadataTopic.of("timestamp.json");
        server.publishRetained(topic, UpdateServer.packed(metadata(1)));
        link.start();
        MqttMetadata metadata = metadata();
        assertThat(metadata.read("timestamp.json", 99_999)).hasValue(metadata(1));
        assertThat(metadata.isNews()).isFalse();
        Optional<Long> connection = freight.connection();
        wire.cut();
        wire.mend();
        Patience.untilTrue(
                "connected anew",
                () -> freight.isSubscribed(topic) && !freight.connection().equals(connection));
        assertThat(metadata.isNews()).isFalse();
        server.publishRetained(topic, UpdateServer.packed(metadata(2)));
        Patience.untilTrue("news", metadata::isNews);
        assertThat(metadata.read("timestamp.json", 99_999)).hasValue(metadata(2));
        assertThat(metadata.isNews()).isFalse();
    }

    private MqttContent content(int bytesPerSecond) {
        return new MqttContent(freight, DEVICE, bytesPerSecond, SHORT);
    }

    private MqttMetadata metadata() {
        return new MqttMetadata(freight, SHORT);
    }

    private static byte[] download(MqttContent content, String name, int length)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int index = 0; index < ChunkList.count(length); index++) {
            file.writeBytes(content.chunk(name, index, ChunkList.sizeOf(length, index)));
        }
        return file.toByteArray();
    }

    private static CompletableFuture<byte[]> inBackground(
            MqttContent content, String name, int length) {
        return CompletableFuture.supplyAsync(
                () -> patientDownload(content, name, length),
                task -> Thread.ofVirtual().start(task));
    }

    /// Asks again for a chunk that did not come.
    private static byte[] patientDownload(MqttContent content, String name, int length) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int index = 0;
        for (int attempt = 0; index < ChunkList.count(length) && attempt < 100; attempt++) {
            try {
                file.writeBytes(content.chunk(name, index, ChunkList.sizeOf(length, index)));
                index++;
            } catch (IOException again) {
                assertThat(again).hasMessageNotContaining("ends");
            }
        }
        return file.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    /// Much like the metadata of another version, but for a few digits.
    private static byte[] metadata(int version) {
        byte[] bytes = random(20_000);
        bytes[10_000] = (byte) version;
        return bytes;
    }
}
