package stanchion.bench.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.broker.OpenBroker;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.Patience;
import stanchion.fleet.FleetException;
import stanchion.fleet.control.Controller;
import stanchion.fleet.ingest.Expected;
import stanchion.fleet.ingest.Ingest;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.store.Alert;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.StoreAddress;
import stanchion.release.Digests;
import stanchion.release.Plan;
import stanchion.release.sign.Assignments;

/// A charger that reports other firmware than was released is told to stage its release again.
class RepairTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String PASSWORD = "repair-test";

    @TempDir Path folder;

    @Test
    void aReportOfAlteredFirmwareRaisesAnAlertAndIsRepairedUntilAGoodOneComes() throws Exception {
        assumeTrue(
                MosquittoBroker.isInstalled(), "mosquitto is not installed: apt install mosquitto");
        SmallMaker maker = new SmallMaker(folder);
        maker.sign("1.0");
        Assignments assignments = maker.assignments();
        Path charger = identity();
        try (OpenBroker broker = OpenBroker.mosquitto(folder.resolve("broker"), FreePort.any());
                FleetStore store = StoreAddress.open(folder.resolve("fleet.sqlite").toString())) {
            broker.start();
            BrokerAddress address = new BrokerAddress("localhost", broker.port(), Optional.empty());
            store.certificate("d1", "x", pem(certificate(charger)));
            try (FleetClient client = FleetClient.connect(address, "test");
                    Controller controller = controller(store, assignments, client)) {
                client.retain(topic("d1"), report(charger, "0".repeat(64)));
                client.retain(topic("d2"), report(charger, targets()));
                new Ingest(store, new Expected(repository(), Set.of()), _ -> {}).begin(client);

                assertThat(Patience.until(LIMIT, () -> kinds(store).size() == 2)).isTrue();
                assertThat(kinds(store))
                        .containsExactlyInAnyOrder(
                                Alert.Kind.FIRMWARE_DIFFERS, Alert.Kind.CERTIFICATE_UNKNOWN);
                controller.step(Instant.now());
                assertThat(assignments.plan().devices())
                        .isEqualTo(Map.of("d1", new Plan.Pin(1, 1)));

                client.retain(topic("d1"), report(charger, targets()));
                assertThat(Patience.until(LIMIT, () -> kinds(store).size() == 1)).isTrue();
                controller.step(Instant.now());
                assertThat(assignments.plan().devices()).isEmpty();
            }
        }
    }

    private Controller controller(FleetStore store, Assignments assignments, FleetClient client) {
        return new Controller(
                store,
                assignments,
                client,
                new Controller.Settings(repository(), Duration.ofMinutes(30), _ -> {}));
    }

    private static List<Alert.Kind> kinds(FleetStore store) {
        try {
            return store.alerts(9).stream().map(Alert::kind).toList();
        } catch (FleetException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String topic(String device) {
        return "stanchion/v1/" + device + "/boot";
    }

    private Path repository() {
        return folder.resolve("repository");
    }

    private String targets() throws Exception {
        return Digests.sha256(Files.readAllBytes(repository().resolve("metadata/1.targets.json")));
    }

    /// As a charger signs it; later ones are of a later time.
    private byte[] report(Path charger, String targets) throws Exception {
        X509Certificate certificate = certificate(charger);
        byte[] print = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        JsonObject header = new JsonObject();
        header.addProperty("alg", "ES256");
        header.addProperty("kid", "d1");
        header.addProperty("typ", "stanchion-boot+jws");
        header.addProperty("x5t#S256", base64(print));
        JsonObject files = new JsonObject();
        files.addProperty("data", Digests.sha256(SmallMaker.DATA));
        JsonObject statement = new JsonObject();
        statement.addProperty("mode", "boot");
        statement.addProperty("verifier", "0.1.0");
        statement.addProperty("targets_version", 1);
        statement.addProperty("targets_sha256", targets);
        statement.addProperty("security_epoch", 0);
        statement.add("files", files);
        JsonObject payload = new JsonObject();
        payload.addProperty("device", "d1");
        payload.addProperty("boot", "b");
        payload.addProperty("ts", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        payload.add("statement", statement);
        String input =
                base64(header.toString().getBytes(US_ASCII))
                        + "."
                        + base64(payload.toString().getBytes(US_ASCII));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign((PrivateKey) store(charger).getKey("d1", PASSWORD.toCharArray()));
        signature.update(input.getBytes(US_ASCII));
        return (input + "." + base64(signature.sign())).getBytes(US_ASCII);
    }

    private Path identity() throws Exception {
        Path made = folder.resolve("d1.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "d1",
                                "-dname",
                                "CN=d1",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                made.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor()).isZero();
        return made;
    }

    private static X509Certificate certificate(Path charger) throws Exception {
        return (X509Certificate) store(charger).getCertificate("d1");
    }

    private static KeyStore store(Path charger) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(charger)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
