package stanchion.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.identity.IdentityException;
import stanchion.gateway.world.Pki;

/// Whom the charger talks to, held against a TLS server of the JDK.
class TlsTest {
    @TempDir private static Path folder;
    private static Credentials charger;
    private static Pki pki;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pki = Pki.in(folder.resolve("own"));
        charger = Pki.credentials(pki.identity("SN-1"));
        assertThat(pki.broker("dns:localhost")).isDirectory();
    }

    @Test
    void theIdIsTheCommonNameOfTheCertificate() {
        assertThat(charger.device()).isEqualTo("SN-1");
    }

    @Test
    void aBrokerOfTheOwnAuthorityIsBelievedAndSeesWhoTheChargerIs() throws Exception {
        try (Server server = new Server(pki, "TLSv1.3", "TLSv1.2");
                SSLSocket socket = TlsSocket.open(charger.sockets(), server.as("localhost"))) {
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(server.client.get(10, TimeUnit.SECONDS)).isEqualTo("CN=SN-1");
        }
    }

    @Test
    void aBrokerThatSpeaksOnlyTls12IsRefused() throws Exception {
        try (Server server = new Server(pki, "TLSv1.2")) {
            assertRefused(server, "localhost");
        }
    }

    @Test
    void aBrokerWithAnotherNameIsRefused() throws Exception {
        try (Server server = new Server(pki, "TLSv1.3")) {
            assertRefused(server, "127.0.0.1");
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityIsRefused() throws Exception {
        Pki foreign = Pki.in(folder.resolve("foreign"));
        assertThat(foreign.broker("dns:localhost")).isDirectory();
        try (Server server = new Server(foreign, "TLSv1.3")) {
            assertRefused(server, "localhost");
        }
    }

    @Test
    void aChargerThatWritesTooLateHearsThatItWasRefused() throws Exception {
        Pki foreign = Pki.in(folder.resolve("believed"));
        assertThat(foreign.identity("SN-2")).isDirectory();
        try (Server server = new Server(pki.brokerContext(foreign), "TLSv1.3")) {
            GuardedModule module = new GuardedModule(charger.sockets(), server.as("localhost"));
            module.start();
            assertThat(server.client).failsWithin(Duration.ofSeconds(10));
            OutputStream out = module.getOutputStream();
            // the first one makes the closed connection known
            out.write(1);
            out.write(1);
            assertThatThrownBy(() -> module.getInputStream().read())
                    .isInstanceOf(SSLException.class)
                    .satisfies(failed ->
                            assertThat(new LinkLostException("lost", failed).isRefusedCertificate())
                                    .isTrue());
            module.stop();
        }
    }

    @Test
    void anIdentityThatCannotBeUsedIsNamed() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("password"), "x");
        Files.writeString(broken.resolve("device.p12"), "no key store");
        assertThatThrownBy(() -> Pki.credentials(broken))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("device.p12");
        assertThatThrownBy(() -> Pki.credentials(folder.resolve("nowhere")))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aCommonNameThatIsNoTopicLevelIsRefused() throws Exception {
        Path identity = pki.identity("a/b+#");
        assertThatThrownBy(() -> Pki.credentials(identity))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("names no device");
    }

    private static void assertRefused(Server server, String host) {
        assertThatThrownBy(() -> TlsSocket.open(charger.sockets(), server.as(host)))
                .isInstanceOf(SSLException.class);
    }

    /// Takes one connection and notes whose certificate it brought.
    private static final class Server implements AutoCloseable {
        private final SSLServerSocket socket;
        private final CompletableFuture<String> client = new CompletableFuture<>();

        private Server(Pki pki, String... protocols) throws Exception {
            this(pki.brokerContext(), protocols);
        }

        private Server(SSLContext context, String... protocols) throws Exception {
            socket =
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
            socket.setEnabledProtocols(protocols);
            socket.setNeedClientAuth(true);
            Thread.ofVirtual().start(this::serve);
        }

        private Endpoint as(String host) {
            return new Endpoint(host, socket.getLocalPort());
        }

        private void serve() {
            try (SSLSocket peer = (SSLSocket) socket.accept()) {
                peer.startHandshake();
                X509Certificate certificate =
                        (X509Certificate) peer.getSession().getPeerCertificates()[0];
                client.complete(certificate.getSubjectX500Principal().getName());
            } catch (IOException refused) {
                client.completeExceptionally(refused);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
