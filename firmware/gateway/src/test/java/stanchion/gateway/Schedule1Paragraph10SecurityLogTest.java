package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.identity.LogSeal;
import stanchion.gateway.security.LogRecord;
import stanchion.gateway.security.LogVerifier;
import stanchion.gateway.security.LogVerifier.Verdict;
import stanchion.gateway.security.SecurityEvent.Kind;
import stanchion.gateway.world.GatewayProcess;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyCharger;
import stanchion.gateway.world.ToyCharger.Manner;
import stanchion.link.Report;

/// The security log (SI 2021/1467, schedule 1, paragraph 10) through the gateway's own process and
/// a real broker (Mosquitto; skipped where there is none: apt install mosquitto).
class Schedule1Paragraph10SecurityLogTest {
    private static final String TOPICS = "stanchion/v1/SN-1/";

    @TempDir private static Path common;
    private static Path identity;
    private static Path somebody;
    private static Path pem;
    private static X509Certificate authority;

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
        authority = pki.authority();
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
    void attemptsAreLoggedInUtcSentToTheBrokerAndShownToTheOwnerSigned() throws Exception {
        try (GatewayProcess gateway = gateway()) {
            observer.publish(TOPICS + "cmd/forget", "{}");
            awaitRecord(Kind.ACCESS_REFUSED, "this is for: owner");
            charger.report(new Report.Event(ToyCharger.now(), "FAULT_RAISED", "TAMPER CX999"));
            awaitRecord(Kind.TAMPER_ATTEMPT, "TAMPER");
            gateway.terminate();
        }
        try (GatewayProcess gateway = gateway()) {
            Patience.untilTrue("the signature is sent", () -> sent().contains("CHECKPOINT"));
            observer.publish(
                    TOPICS + "cmd/history", "{\"id\":\"l\",\"what\":\"log\",\"limit\":500}");
            Seen page = observer.await(TOPICS + "history", seen -> seen.text().contains("\"l\""));
            List<String> lines = new ArrayList<>();
            for (JsonElement line : page.json().getAsJsonArray("rows")) {
                lines.add(line.getAsString());
            }
            assertThat(judged(lines))
                    .isInstanceOfSatisfying(
                            Verdict.Sound.class,
                            sound -> assertThat(sound.signed()).isGreaterThanOrEqualTo(3));
            assertThat(observer.seen(TOPICS + "log").stream().map(Seen::text))
                    .containsAll(lines.subList(0, 3));
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    @Test
    void recordThatSomebodyAlteredOnTheDiskIsToldWhenTheGatewayStarts() throws Exception {
        try (GatewayProcess gateway = gateway()) {
            observer.publish(TOPICS + "cmd/forget", "{}");
            awaitRecord(Kind.ACCESS_REFUSED, "this is for: owner");
            gateway.terminate();
        }
        Path file = folder.resolve("state/security-log/000000000001.log");
        String text = Files.readString(file);
        List<String> before = text.lines().toList();
        assertThat(judged(before)).isInstanceOf(Verdict.Sound.class);
        Files.writeString(file, text.replace("cmd/forget", "cmd/forgot"));
        assertThat(judged(Files.readString(file).lines().toList()))
                .isInstanceOf(Verdict.Broken.class);
        try (GatewayProcess gateway = gateway()) {
            awaitRecord(Kind.LOG_DAMAGED, "record ");
            assertThat(gateway.isAlive()).isTrue();
        }
    }

    @Test
    void endThatSomebodyCutOffIsToldWhenTheGatewayStarts() throws Exception {
        try (GatewayProcess gateway = gateway()) {
            observer.publish(TOPICS + "cmd/forget", "{}");
            awaitRecord(Kind.ACCESS_REFUSED, "this is for: owner");
            gateway.terminate();
        }
        Path file = folder.resolve("state/security-log/000000000001.log");
        Files.writeString(file, Files.readString(file).lines().findFirst().orElseThrow() + "\n");
        try (GatewayProcess gateway = gateway()) {
            awaitRecord(Kind.LOG_DAMAGED, "records 2 to ");
            assertThat(gateway.isAlive()).isTrue();
        }
    }

    private static Verdict judged(List<String> lines) {
        return LogVerifier.verify(
                lines, (jws, checkpoint) -> LogSeal.verify(jws, checkpoint, Set.of(authority)));
    }

    private String sent() {
        return String.join("", observer.seen(TOPICS + "log").stream().map(Seen::text).toList());
    }

    private void awaitRecord(Kind kind, String words) {
        Seen seen =
                observer.await(
                        TOPICS + "log",
                        one ->
                                LogRecord.read(one.text())
                                        .filter(record -> record.event().kind() == kind)
                                        .filter(record -> record.event().detail().contains(words))
                                        .isPresent());
        assertThat(seen.retained()).isFalse();
    }

    private GatewayProcess gateway() throws IOException {
        return GatewayProcess.online(folder, identity, broker, observer);
    }
}
