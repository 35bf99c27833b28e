package stanchion.bench.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.Patience;
import stanchion.fleet.mqtt.Identity;

class BrokerTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration EXPIRY = Duration.ofSeconds(10);

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
    void theEmbeddedBrokerDeliversToACertifiedClientAndRefusesOthers() throws IOException {
        carriesAMessageAndRefusesStrangers(
                (files, port) -> new HiveBroker(folder.resolve("broker"), port, files));
    }

    @Test
    void mosquittoDeliversToACertifiedClientAndRefusesOthers() throws IOException {
        assumeTrue(MosquittoBroker.isInstalled(), "mosquitto is not installed");
        carriesAMessageAndRefusesStrangers(
                (files, port) -> new MosquittoBroker(folder.resolve("broker"), port, files));
    }

    @Test
    void aSubscriberHearsAgainAfterTheWireWasCutAndJoinedAndReadsItsKeysOnce() throws IOException {
        assumeTrue(MosquittoBroker.isInstalled(), "mosquitto is not installed");
        Path keys = Files.copy(bench.keyStore(), folder.resolve("keys.p12"));
        Identity once = new Identity(keys, bench.trustStore(), bench.password());
        try (Broker broker =
                        new MosquittoBroker(
                                folder.resolve("broker"), FreePort.any(), certificates.broker());
                Wire wire = new Wire(broker.port());
                BrokerClient client = new BrokerClient(wire.port(), once, _ -> {})) {
            broker.start();
            client.start();
            assertThat(Patience.until(LIMIT, client::isConnected)).isTrue();

            Files.delete(keys);
            wire.cut();

            assertThat(Patience.until(LIMIT, () -> !client.isConnected())).isTrue();
            wire.join();
            assertThat(Patience.until(LIMIT, client::isConnected)).isTrue();
        }
    }

    private void carriesAMessageAndRefusesStrangers(BiFunction<BrokerFiles, Integer, Broker> made)
            throws IOException {
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        try (Broker broker = made.apply(certificates.broker(), FreePort.any())) {
            broker.start();
            try (BrokerClient client =
                    new BrokerClient(
                            broker.port(),
                            bench,
                            delivery -> heard.add(delivery.topic() + " " + delivery.text()))) {
                client.start();
                assertThat(Patience.until(LIMIT, client::isConnected)).isTrue();
                assertThat(client.publish("stanchion/v1/7/event", "hello", "none", EXPIRY))
                        .isTrue();
                assertThat(Patience.until(LIMIT, () -> !heard.isEmpty())).isTrue();
                assertThat(heard).containsExactly("stanchion/v1/7/event hello");
            }
            assertThatThrownBy(() -> withoutCertificate(broker.port()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static void withoutCertificate(int port) throws IOException {
        try (SSLSocket socket = stranger(port)) {
            socket.getOutputStream().write(0x10);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
        }
    }

    private static SSLSocket stranger(int port) throws IOException {
        try {
            SSLContext believesAnything = SSLContext.getInstance("TLSv1.3");
            believesAnything.init(null, Credulous.managers(), null);
            return (SSLSocket)
                    believesAnything
                            .getSocketFactory()
                            .createSocket(InetAddress.getLoopbackAddress(), port);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
