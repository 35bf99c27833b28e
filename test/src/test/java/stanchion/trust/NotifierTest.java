package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.BrokerClient;
import stanchion.bench.broker.BrokerFiles;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.Patience;
import stanchion.fleet.mqtt.Identity;
import stanchion.release.BootReport;
import stanchion.release.FirmwareBuild;

/// The notifier of a refused charger, as a process, against a real broker.
@Timeout(120)
final class NotifierTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    void refusedChargerTellsMakerAndOwnerWhatWasRefused() throws Exception {
        assumeTrue(MosquittoBroker.isInstalled(), "no mosquitto: sudo apt install mosquitto");
        Path device = device();
        Path run = refused(device);
        int port = FreePort.any();
        Map<String, String> heard = new ConcurrentHashMap<>();
        try (MosquittoBroker broker = broker(device, port);
                BrokerClient listener = listener(device, port, heard)) {
            broker.start();
            listener.start();
            assertThat(Patience.until(LIMIT, listener::isConnected)).isTrue();
            Copies.Ended told = notifier(device, run, port);
            assertThat(told.status()).as(told.out()).isZero();
            Patience.until(LIMIT, () -> heard.size() == 2);
        }
        assertThat(heard)
                .containsOnlyKeys("stanchion/v1/charger/boot", "stanchion/v1/charger/event");
        assertThat(heard.get("stanchion/v1/charger/event"))
                .contains("\"name\":\"NOTIFY_ONLY\"", "A FILE_", "board.conf");
        assertThat(
                        BootReport.verify(
                                heard.getOrDefault("stanchion/v1/charger/boot", ""),
                                certificate(device)))
                .isInstanceOfSatisfying(
                        BootReport.Checked.Genuine.class,
                        genuine -> assertThat(genuine.said("mode")).contains("notify-only"));
    }

    @Test
    void brokerThatIsNotThereIsTriedAgainLater() throws Exception {
        Path device = device();
        Copies.Ended unheard = notifier(device, refused(device), FreePort.any());
        assertThat(unheard.status()).isEqualTo(75);
        assertThat(unheard.out()).contains("not heard, will try again");
    }

    @Test
    void whereSomethingBootsThereIsNothingToTell() throws Exception {
        Path device = device();
        Path run = run();
        assertThat(Copies.judge(device, run).status()).isZero();
        Copies.Ended silent = notifier(device, run, 1);
        assertThat(silent.status()).isZero();
        assertThat(silent.out()).contains("something boots");
    }

    private Path device() throws Exception {
        assumeTrue(Copies.isBuilt(), "the project is not packaged: ./run test does it");
        try (Copies copies = new Copies(folder)) {
            return copies.device("charger", FirmwareBuild.collect(Copies.HOME, "1"));
        }
    }

    private Path run() throws Exception {
        return Files.createTempDirectory(
                folder,
                "run",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Path refused(Path device) throws Exception {
        Files.writeString(device.resolve("slots/A/board.conf"), "altered");
        Path run = run();
        assertThat(Copies.judge(device, run).status()).isNotZero();
        return run;
    }

    private static Copies.Ended notifier(Path device, Path run, int port) throws Exception {
        return Copies.run(
                new ProcessBuilder(
                        Copies.JAVA,
                        "--module-path",
                        jar().toString(),
                        "-m",
                        "stanchion.notify/stanchion.notify.Main",
                        "--run",
                        run.toString(),
                        "--identity",
                        device.resolve("identity").toString(),
                        "--broker",
                        "ssl://localhost:" + port,
                        "--once"));
    }

    private static Path jar() throws Exception {
        Path target = Copies.HOME.resolve("bootloader-verify/notify/target");
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(target, "stanchion-notify-[0-9]*.jar")) {
            return jars.iterator().next();
        }
    }

    private MosquittoBroker broker(Path device, int port) throws Exception {
        Path maker = device.resolve("maker");
        return new MosquittoBroker(
                folder.resolve("broker"),
                port,
                new BrokerFiles(
                        maker.resolve("broker.p12"),
                        maker.resolve("ca.p12"),
                        password(maker),
                        maker.resolve("broker.pem"),
                        maker.resolve("broker.key.pem"),
                        maker.resolve("ca.pem")));
    }

    private static BrokerClient listener(Path device, int port, Map<String, String> heard)
            throws Exception {
        Path maker = device.resolve("maker");
        return new BrokerClient(
                port,
                new Identity(maker.resolve("bench.p12"), maker.resolve("ca.p12"), password(maker)),
                delivery -> heard.put(delivery.topic(), delivery.text()));
    }

    private static X509Certificate certificate(Path device) throws Exception {
        char[] password = password(device.resolve("identity")).toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(device.resolve("identity/device.p12"))) {
            store.load(in, password);
        }
        for (String alias : List.copyOf(java.util.Collections.list(store.aliases()))) {
            if (store.getCertificate(alias) instanceof X509Certificate one) {
                return one;
            }
        }
        throw new AssertionError("no certificate");
    }

    private static String password(Path folder) throws Exception {
        return Files.readString(folder.resolve("password")).strip();
    }
}
