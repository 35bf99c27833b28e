package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.api.Topic;
import stanchion.gateway.identity.IdentityKind;
import stanchion.gateway.identity.Wallet;
import stanchion.gateway.telemetry.Endpoint;
import stanchion.gateway.world.Authority;
import stanchion.gateway.world.Authority.Wish;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Schemas;

/// A charger that gets its certificate over a real broker (Mosquitto; skipped where there is none).
class IdentityWithBrokerTest {
    private static final String TOPICS = "stanchion/v1/SN-1/";
    private static final Duration QUARTER = Duration.ofDays(90);

    @TempDir private Path folder;
    private Authority authority;
    private Path identity;
    private Mosquitto broker;
    private Observer observer;

    @BeforeEach
    void startBroker() throws Exception {
        assumeTrue(
                Mosquitto.program().isPresent(),
                "mosquitto is missing: skipped; sudo apt install mosquitto");
        authority = new Authority("test CA");
        identity = authority.fileIdentity(folder.resolve("identity"), "SN-1");
        Path pem = authority.broker(folder.resolve("broker"));
        broker = Mosquitto.start(pem, "");
        observer =
                new Observer(broker.port(), authority.fileIdentity(folder.resolve("desk"), "desk"));
    }

    @AfterEach
    void stopBroker() throws Exception {
        if (broker != null) {
            observer.close();
            broker.close();
        }
    }

    @Test
    void enrolledChargerComesBackWithItsOperationalCertificate() throws Exception {
        try (Gateway gateway = start(Optional.empty())) {
            Seen asked = observer.await(TOPICS + "identity/csr", seen -> true);
            assertThat(Schemas.complaints(List.of(asked))).isEmpty();
            List<X509Certificate> chain = issue(asked, Wish.client("SN-1", QUARTER));
            send(chain);
            observer.await(TOPICS + "event", seen -> seen.text().contains("IDENTITY_ENROLLED"));
            Patience.untilTrue("connected twice", () -> online().size() == 2);
            assertThat(observer.seen(TOPICS + "status"))
                    .as("it does not go offline for it")
                    .allMatch(seen -> seen.text().equals("online"));
            assertThat(stored()).contains(chain.getFirst());
            assertThat(Schemas.complaints(observer.all())).isEmpty();
            assertThat(gateway).isNotNull();
        }
    }

    @Test
    void certificateOfTheFactoryServesWhenTheOperationalOneHasExpired() throws Exception {
        try (Gateway gateway = start(Optional.empty())) {
            Seen asked = observer.await(TOPICS + "identity/csr", seen -> true);
            Instant now = Instant.now();
            // good enough for a charger; a moment later it has expired
            Wish brief =
                    new Wish(
                            "SN-1",
                            now.minus(QUARTER),
                            now.plusSeconds(6),
                            KeyPurposeId.id_kp_clientAuth);
            send(issue(asked, brief));
            observer.await(TOPICS + "event", seen -> seen.text().contains("IDENTITY_ENROLLED"));
            assertThat(gateway).isNotNull();
        }
        Patience.untilTrue(
                "expired",
                () -> stored().orElseThrow().getNotAfter().toInstant().isBefore(Instant.now()));
        int before = online().size();
        try (Gateway gateway = start(Optional.empty())) {
            Patience.untilTrue("online", () -> online().size() > before);
            observer.await(
                    TOPICS + "identity/csr",
                    seen -> observer.seen(TOPICS + "identity/csr").size() == 2);
            assertThat(gateway).isNotNull();
        }
    }

    @Test
    void certificateOfTheFactoryServesWhenTheBrokerRefusesTheOperationalOne() throws Exception {
        try (Gateway gateway = start(Optional.empty())) {
            Seen asked = observer.await(TOPICS + "identity/csr", seen -> true);
            send(issue(asked, Wish.client("SN-1", QUARTER)));
            Patience.untilTrue("connected twice", () -> online().size() == 2);
            assertThat(gateway).isNotNull();
        }
        observer.close();
        broker.close();
        Path revoked = folder.resolve("revoked.pem");
        Files.writeString(revoked, authority.revoked(stored().orElseThrow()));
        broker = Mosquitto.start(folder.resolve("broker"), "crlfile " + revoked);
        observer =
                new Observer(broker.port(), authority.fileIdentity(folder.resolve("desk"), "desk"));
        try (Gateway gateway = start(Optional.empty())) {
            Patience.untilTrue("online", () -> !online().isEmpty());
            observer.await(TOPICS + "identity/csr", seen -> true);
            assertThat(gateway).isNotNull();
        }
        assertThat(Files.readString(folder.resolve("broker/mosquitto.log")))
                .contains("certificate verify failed");
    }

    @Test
    void certificateForSomebodyElseIsRefusedAndTheConnectionStays() throws Exception {
        try (Gateway gateway = start(Optional.empty())) {
            Seen asked = observer.await(TOPICS + "identity/csr", seen -> true);
            send(issue(asked, Wish.client("SN-2", QUARTER)));
            observer.await(
                    TOPICS + "event",
                    seen ->
                            seen.text().contains("IDENTITY_REFUSED")
                                    && seen.text().contains("names another device"));
            observer.publish(TOPICS + "identity/certificate", "{\"refused\":\"not today\"}");
            observer.await(TOPICS + "event", seen -> seen.text().contains("not today"));
            assertThat(stored()).isEmpty();
            assertThat(online()).hasSize(1);
            assertThat(gateway).isNotNull();
        }
    }

    @Test
    void bootReportIsRetainedAndSignedAnewWithTheNextCertificate() throws Exception {
        Path run = Files.createDirectories(folder.resolve("run"));
        Path boot = run.resolve("boot.json");
        Files.writeString(boot, "{\"identity\":\"file\",\"mode\":\"boot\",\"slot\":\"A\"}");
        try (Gateway gateway = start(Optional.of(boot))) {
            Seen first = observer.await(TOPICS + "boot", seen -> true);
            assertThat(Schemas.complaints(List.of(first))).isEmpty();
            String payload = decoded(first.text().split("\\.", -1)[1]);
            assertThat(Schemas.complaints(Topic.BOOT, "payload", payload)).isEmpty();
            assertThat(payload).contains("\"slot\":\"A\"");
            Seen asked = observer.await(TOPICS + "identity/csr", seen -> true);
            send(issue(asked, Wish.client("SN-1", QUARTER)));
            observer.await(TOPICS + "boot", seen -> !thumbprint(seen).equals(thumbprint(first)));
            assertThat(gateway).isNotNull();
        }
        try (Observer late =
                new Observer(
                        broker.port(), authority.fileIdentity(folder.resolve("late"), "late"))) {
            assertThat(late.await(TOPICS + "boot", seen -> true).retained()).isTrue();
        }
    }

    private static String thumbprint(Seen report) {
        JsonObject header =
                JsonParser.parseString(decoded(report.text().split("\\.", -1)[0]))
                        .getAsJsonObject();
        return header.get("x5t#S256").getAsString();
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.US_ASCII);
    }

    private List<Seen> online() {
        return observer.seen(TOPICS + "status").stream()
                .filter(seen -> seen.text().equals("online"))
                .toList();
    }

    private Optional<X509Certificate> stored() {
        try {
            return Wallet.open(IdentityKind.FILE, identity, Optional.empty())
                    .operational()
                    .map(one -> one.certificate());
        } catch (Exception unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    private List<X509Certificate> issue(Seen asked, Wish wish) throws Exception {
        PublicKey key = Authority.asking(asked.json().get("request").getAsString());
        return authority.issue(key, wish);
    }

    private void send(List<X509Certificate> chain) throws Exception {
        JsonObject answer = new JsonObject();
        answer.addProperty("certificate", Authority.pem(chain.toArray()));
        assertThat(Schemas.complaints(Topic.IDENTITY_CERTIFICATE, answer.toString())).isEmpty();
        observer.publish(TOPICS + "identity/certificate", answer.toString());
    }

    private Gateway start(Optional<Path> boot) throws Exception {
        Path state = Files.createDirectories(folder.resolve("state"));
        Gateway gateway =
                Gateway.open(
                        new Options(
                                folder.resolve("link.sock"),
                                state,
                                identity,
                                new Endpoint("localhost", broker.port()),
                                boot));
        gateway.start();
        return gateway;
    }
}
