package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.owner.Phone;
import stanchion.gateway.world.GatewayProcess;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyCharger;
import stanchion.gateway.world.ToyCharger.Manner;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;

/// What the gateway's own process does about tampering, at a real broker (SI 2021/1467, schedule 1,
/// paragraph 8; Mosquitto, skipped where there is none: apt install mosquitto).
class Schedule1Paragraph8AlertTest {
    private static final String TOPICS = "stanchion/v1/SN-1/";
    private static final int MANY = 12;

    @TempDir private static Path common;
    private static Path identity;
    private static Path somebody;
    private static Path pem;

    @TempDir private Path folder;
    private Mosquitto broker;
    private Observer observer;
    private ToyCharger charger;

    @BeforeAll
    static void makeCertificates() throws Exception {
        assumeTrue(Mosquitto.program().isPresent(), "no mosquitto here (apt install mosquitto)");
        Pki pki = Pki.in(common);
        identity = pki.identity("SN-1");
        somebody = pki.identity("observer");
        pem = pki.broker("dns:localhost,ip:127.0.0.1");
    }

    @BeforeEach
    void begin() throws Exception {
        broker = Mosquitto.start(pem, "");
        observer = new Observer(broker.port(), somebody);
        charger = new ToyCharger(folder.resolve("link.sock"), 11, Manner.ACCEPTING);
        Files.createDirectories(folder.resolve("state"));
    }

    @AfterEach
    void end() throws Exception {
        charger.close();
        observer.close();
        broker.close();
    }

    @Test
    void theChargerHearsThatTheBrokerHasTheAlertWhichStaysThereForWhoComesLater() throws Exception {
        try (GatewayProcess gateway = gateway()) {
            awaitTamper(seen -> seen.text().contains("CLEAR"));
            Report.Status status = ToyCharger.status(PilotState.C, Set.of(Fault.REFUSED_TOO_OFTEN));
            charger.report(status);
            awaitTamper(seen -> seen.text().contains("REFUSED_TOO_OFTEN"));
            assertThat(awaitAsked(Request.AlertTold.class).raised()).isEqualTo(status.at());
            try (Observer later = new Observer(broker.port(), somebody, "later")) {
                assertThat(later.await(TOPICS + "tamper", Seen::retained).text())
                        .contains("STANDING");
            }
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    @Test
    void whoTriesSignaturesAgainAndAgainIsTakenForAnAttackerAndHeardByNobodyElse()
            throws Exception {
        try (GatewayProcess gateway = gateway()) {
            awaitTamper(seen -> true);
            Phone stranger = Phone.owner();
            for (int i = 0; i < MANY; i++) {
                String id = "x" + i;
                Instant until = Instant.now().plusSeconds(60);
                observer.publish(
                        TOPICS + "cmd/tamper-clear",
                        stranger.command("SN-1", "tamper-clear", id, until, "{}"));
            }
            assertThat(awaitAsked(Request.Suspect.class).sign()).isEqualTo(Fault.REFUSED_TOO_OFTEN);
            observer.publish(TOPICS + "cmd/tamper-clear", "{\"id\":\"unsigned\"}");
            observer.await(
                    TOPICS + "cmd/tamper-clear/ack", seen -> seen.text().contains("refused"));
            assertThat(charger.asked()).noneMatch(Request.ClearTampering.class::isInstance);
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    private void awaitTamper(Predicate<Seen> like) {
        observer.await(TOPICS + "tamper", like);
    }

    private <T extends Request> T awaitAsked(Class<T> type) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            Optional<Request> next = Optional.ofNullable(charger.asked().poll(1, TimeUnit.SECONDS));
            if (next.filter(type::isInstance).isPresent()) {
                return type.cast(next.get());
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " was asked for");
    }

    private GatewayProcess gateway() throws IOException {
        return GatewayProcess.online(folder, identity, broker, observer);
    }
}
