package stanchion.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.Broker;
import stanchion.bench.broker.BrokerFiles;
import stanchion.bench.broker.HiveBroker;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.broker.TestCertificates;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.Patience;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.mqtt.Identity;
import stanchion.fleet.publish.ContentFolder;
import stanchion.fleet.publish.ContentServer;
import stanchion.fleet.publish.Kept;
import stanchion.fleet.publish.Publication;
import stanchion.release.Digests;
import stanchion.update.delta.ChunkList;

/// What chargers find at the broker, through both brokers, over mutual TLS.
class PublishTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final byte[] CORRELATION = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String REQUEST = "stanchion/v1/7/update/request";
    private static final String ANSWERS = "stanchion/v1/7/update/content";

    @TempDir static Path shared;
    private static TestCertificates certificates;
    private static Identity bench;

    @TempDir Path folder;

    @BeforeAll
    static void certify() {
        certificates = new TestCertificates(shared);
        bench = certificates.client("bench");
    }

    @Test
    void metadataAndContentComeThroughMosquitto()
            throws FleetException, IOException, DataFormatException {
        assumeTrue(
                MosquittoBroker.isInstalled(), "mosquitto is not installed: apt install mosquitto");
        publishesAndServes((files, port) -> new MosquittoBroker(at("broker"), port, files));
    }

    @Test
    void metadataAndContentComeThroughTheEmbeddedBroker()
            throws FleetException, IOException, DataFormatException {
        publishesAndServes((files, port) -> new HiveBroker(at("broker"), port, files));
    }

    @Test
    void aBrokerThatIsNotThereIsNamedInOneLine() {
        int nobody = FreePort.any();
        assertThatThrownBy(() -> FleetClient.connect(address("localhost", nobody), "test"))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("ssl://localhost:" + nobody);
    }

    @Test
    void aBrokerWithAnotherNameThanItsCertificateIsNotBelieved() {
        assumeTrue(
                MosquittoBroker.isInstalled(), "mosquitto is not installed: apt install mosquitto");
        try (Broker broker =
                new MosquittoBroker(at("broker"), FreePort.any(), certificates.broker())) {
            broker.start();
            assertThatThrownBy(
                            () -> FleetClient.connect(address("127.0.0.1", broker.port()), "test"))
                    .isInstanceOf(FleetException.class);
        }
    }

    private void publishesAndServes(BiFunction<BrokerFiles, Integer, Broker> made)
            throws FleetException, IOException, DataFormatException {
        try (Broker broker = made.apply(certificates.broker(), FreePort.any())) {
            broker.start();
            BrokerAddress address = address("localhost", broker.port());
            try (FleetClient client = FleetClient.connect(address, "test")) {
                metadataOfThreeGenerations(client);
                piecesFromTwoServers(address, client);
            }
        }
    }

    private void metadataOfThreeGenerations(FleetClient client)
            throws FleetException, IOException, DataFormatException {
        Path repository = at("repository");
        generation(repository, 1);
        Publication.publish(repository, client);
        assertThat(names(client))
                .containsExactly(
                        "1.assignment.json",
                        "1.root.json",
                        "1.snapshot.json",
                        "1.targets.json",
                        "timestamp.json");
        byte[] first = Files.readAllBytes(repository.resolve("metadata/timestamp.json"));

        generation(repository, 2);
        Publication.publish(repository, client);
        Map<String, byte[]> second = Kept.read(client, Publication.ROOT + "#");
        assertThat(second).hasSize(5 + 3 + 4);
        byte[] timestamp = Files.readAllBytes(repository.resolve("metadata/timestamp.json"));
        byte[] shorter = kept(second, "timestamp.json/after/1");
        assertThat(shorter.length).isLessThan(timestamp.length / 2);
        assertThat(inflated(shorter, first)).isEqualTo(timestamp);
        assertThat(inflated(kept(second, "2.targets.json"), new byte[0]))
                .isEqualTo(Files.readAllBytes(repository.resolve("metadata/2.targets.json")));

        assertThat(Publication.publish(repository, client))
                .as("publishing twice changes nothing")
                .isEqualTo(new Publication.Published(5, 0, 0));

        generation(repository, 3);
        Publication.publish(repository, client);
        assertThat(names(client))
                .contains("2.targets.json", "3.targets.json", "1.root.json")
                .contains("timestamp.json/after/2", "3.snapshot.json/after/2")
                .doesNotContain("1.targets.json", "1.snapshot.json", "timestamp.json/after/1");
    }

    private void piecesFromTwoServers(BrokerAddress address, FleetClient client)
            throws FleetException, IOException {
        byte[] file = new byte[2 * ChunkList.SIZE + 5];
        Arrays.fill(file, (byte) 7);
        String name = Digests.sha256(file);
        Files.createDirectories(at("content"));
        Files.write(at("content").resolve(name), file);
        ConcurrentSkipListMap<Integer, byte[]> answers = new ConcurrentSkipListMap<>();
        client.subscribe(
                ANSWERS,
                answer -> {
                    assertThat(Arrays.copyOf(answer.correlation(), 16)).isEqualTo(CORRELATION);
                    answers.put(ByteBuffer.wrap(answer.correlation()).getInt(16), answer.payload());
                });
        try (FleetClient one = FleetClient.connect(address, "one");
                FleetClient two = FleetClient.connect(address, "two")) {
            List<ContentServer> servers = List.of(server(one), server(two));
            for (int i = 0; i < 10; i++) {
                ask(client, name, 0, 8);
            }
            ask(client, "../../metadata/timestamp.json", 0, 1);
            assertThat(Patience.until(LIMIT, () -> answers.size() == 4 && took(servers) == 11))
                    .isTrue();
        }
        assertThat(answers.get(0)).hasSize(ChunkList.SIZE);
        assertThat(answers.get(2)).hasSize(5);
        assertThat(answers.get(3)).as("not here").isEmpty();
    }

    /// Requests that went to any server; one that goes to two counts twice.
    private static long took(List<ContentServer> servers) {
        return servers.stream().mapToLong(server -> server.served().requests()).sum();
    }

    private ContentServer server(FleetClient client) throws FleetException {
        ContentServer server = new ContentServer(new ContentFolder(at("content")), client, _ -> {});
        server.serve();
        return server;
    }

    private static void ask(FleetClient client, String file, int first, int count) {
        String text = "{\"file\":\"" + file + "\",\"first\":" + first + ",\"count\":" + count + "}";
        client.send(REQUEST, text.getBytes(StandardCharsets.UTF_8), CORRELATION).join();
    }

    private static Iterable<String> names(FleetClient client) throws FleetException {
        TreeMap<String, byte[]> sorted = new TreeMap<>(Kept.read(client, Publication.ROOT + "#"));
        return sorted.keySet().stream()
                .map(topic -> topic.substring(Publication.ROOT.length()))
                .toList();
    }

    private static byte[] kept(Map<String, byte[]> kept, String name) {
        return kept.getOrDefault(Publication.ROOT + name, new byte[0]);
    }

    /// Unsigned: whoever publishes does not look at signatures.
    private static void generation(Path repository, int version) throws IOException {
        Path metadata = Files.createDirectories(repository.resolve("metadata"));
        write(metadata.resolve("1.root.json"), "root", 1, "");
        write(metadata.resolve(version + ".targets.json"), "targets", version, "");
        write(metadata.resolve(version + ".assignment.json"), "targets", version, "");
        write(
                metadata.resolve(version + ".snapshot.json"),
                "snapshot",
                version,
                ",\"meta\":{\"assignment.json\":{\"version\":%1$d},\"targets.json\":{\"version\":%1$d}}"
                        .formatted(version));
        write(
                metadata.resolve("timestamp.json"),
                "timestamp",
                version,
                ",\"meta\":{\"snapshot.json\":{\"version\":%d}}".formatted(version));
    }

    private static void write(Path file, String type, int version, String more) throws IOException {
        Files.writeString(
                file,
                "{\"signatures\":[],\"signed\":{\"_type\":\"%s\",\"version\":%d%s}}"
                        .formatted(type, version, more));
    }

    private static byte[] inflated(byte[] wrapped, byte[] dictionary) throws DataFormatException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(wrapped);
            byte[] out = new byte[4096];
            int length = inflater.inflate(out);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(dictionary);
                length = inflater.inflate(out);
            }
            return Arrays.copyOf(out, length);
        }
    }

    private static BrokerAddress address(String host, int port) {
        return new BrokerAddress(host, port, Optional.of(bench));
    }

    private Path at(String name) {
        return folder.resolve(name);
    }
}
