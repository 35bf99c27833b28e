package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.world.GatewayProcess;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyCharger;
import stanchion.gateway.world.ToyCharger.Manner;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;

/// Smart charging through the gateway's own process and a real broker (Mosquitto; skipped where
/// there is none: apt install mosquitto).
class SmartChargingWithBrokerTest {
    private static final String TOPICS = "stanchion/v1/SN-1/";
    private static final String AT_ANY_TIME =
            """
            {"choice":"REMOVED","zone":"Europe/London","hours":"mon-sun 00:00-24:00","maximumDelaySeconds":1800}
            """;

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
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve("charging-settings.json"), AT_ANY_TIME);
    }

    @AfterEach
    void end() throws Exception {
        charger.close();
        observer.close();
        broker.close();
    }

    @Test
    void regulation11ADelayOutlivesTheGatewayThatDrewItAndTheOwnerCancelsIt() throws Exception {
        String endsAt;
        try (GatewayProcess gateway = gateway()) {
            awaitAllowed(limit -> limit.source() == LimitSource.DELAY && limit.amps().value() == 0);
            endsAt = delay(charging(document -> document.contains("\"delay\"")));
            gateway.kill();
        }
        charger.allowed().clear();
        try (GatewayProcess gateway = gateway()) {
            NamedLimit after = awaitAllowed(limit -> true);
            assertThat(after.source()).isEqualTo(LimitSource.DELAY);
            assertThat(delay(charging(document -> document.contains("\"delay\""))))
                    .isEqualTo(endsAt);
            observer.publish(TOPICS + "cmd/delay", "{\"id\":\"c\",\"cancel\":true}");
            assertAcknowledged("delay", "accepted");
            awaitAllowed(limit -> limit.source() == LimitSource.BOARD);
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    @Test
    void regulation5AResponseIsObeyedAtOnceAndEveryStepOfItIsToldWithWhoAsked() throws Exception {
        try (GatewayProcess gateway = gateway()) {
            awaitAllowed(limit -> limit.source() == LimitSource.DELAY);
            respond("grid", 10);
            observer.await(
                    TOPICS + "event",
                    seen ->
                            seen.text().contains("RESPONSE_STARTED")
                                    && seen.text().contains("grid"));
            observer.publish(
                    TOPICS + "cmd/response", "{\"event\":\"e1\",\"by\":\"grid\",\"cancel\":true}");
            observer.await(TOPICS + "event", seen -> seen.text().contains("RESPONSE_ENDED"));
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    @Test
    void regulation6WhoeverTheSupplierIsHoursStayAndResponsesAreObeyed() throws Exception {
        try (GatewayProcess gateway = gateway()) {
            awaitAllowed(limit -> true);
            observer.publish(
                    TOPICS + "cmd/schedule",
                    "{\"choice\":\"change\",\"hours\":\"mon-sun 00:00-24:00\","
                            + "\"zone\":\"Europe/Dublin\"}");
            assertAcknowledged("schedule", "accepted");
            respond("a-supplier", 10);
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
        moveToAnotherBroker();
        try (GatewayProcess gateway = gateway()) {
            charging(document ->
                    document.contains("\"choice\":\"CHANGED\"")
                            && document.contains("Europe/Dublin"));
            respond("another-supplier", 8);
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    @Test
    void regulation8AnOverrideIsRefusedWhileAFaultHoldsAndNeverLiftsTheHousesFuse()
            throws Exception {
        try (GatewayProcess gateway = gateway()) {
            awaitAllowed(limit -> limit.source() == LimitSource.DELAY);
            observer.publish(TOPICS + "cmd/house", "{\"fuse\":{\"amps\":40,\"safeAmps\":8}}");
            assertAcknowledged("house", "accepted");
            tell(Set.of(Fault.GROUND_FAULT));
            observer.await(TOPICS + "state", seen -> seen.text().contains("GROUND_FAULT"));
            observer.publish(TOPICS + "cmd/override", "{\"on\":true}");
            Seen refused = observer.await(TOPICS + "cmd/override/ack", seen -> true);
            assertThat(refused.json().get("outcome").getAsString()).isEqualTo("refused");
            assertThat(refused.json().get("reason").getAsString()).contains("GROUND_FAULT");
            awaitAllowed(limit -> limit.source() == LimitSource.DELAY);
            observer.publish(TOPICS + "cmd/override", "{\"on\":true}");
            awaitAllowed(limit ->
                    limit.source() == LimitSource.HOUSE_QUIET && limit.amps().value() == 8);
            whileTheHouseSays(
                    "{\"l1\":33.5,\"l2\":2}",
                    limit -> limit.source() == LimitSource.HOUSE && limit.amps().value() == 6.5);
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    @Test
    void regulation10TheOwnerChoosesHoursAndNonsenseIsRefusedWithItsReason() throws Exception {
        try (GatewayProcess gateway = gateway()) {
            awaitAllowed(limit -> true);
            observer.publish(
                    TOPICS + "cmd/schedule",
                    "{\"choice\":\"change\",\"hours\":\"mon-sun 25:00-26:00\"}");
            assertAcknowledged("schedule", "must look like mon-fri");
            observer.publish(
                    TOPICS + "cmd/schedule",
                    "{\"choice\":\"change\",\"hours\":\"mon-fri 22:00-06:30\","
                            + "\"zone\":\"Europe/Berlin\"}");
            charging(document ->
                    document.contains("\"choice\":\"CHANGED\"")
                            && document.contains("\"hours\":\"mon-fri 22:00-06:30\"")
                            && document.contains("Europe/Berlin"));
            observer.publish(TOPICS + "cmd/schedule", "{\"choice\":\"accept\"}");
            charging(document -> document.contains("\"choice\":\"ACCEPTED\""));
            assertThat(gateway.isAlive()).isTrue();
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    private void respond(String by, int amps) throws Exception {
        observer.publish(
                TOPICS + "cmd/response",
                "{\"event\":\"e1\",\"by\":\"%s\",\"amps\":%d,\"priority\":\"contract\",\"durationSeconds\":3600}"
                        .formatted(by, amps));
        assertAcknowledged("response", "accepted");
        awaitAllowed(
                limit -> limit.source() == LimitSource.RESPONSE && limit.amps().value() == amps);
    }

    private void moveToAnotherBroker() throws Exception {
        observer.close();
        broker.close();
        broker = Mosquitto.start(pem, "");
        observer = new Observer(broker.port(), somebody);
    }

    private void assertAcknowledged(String command, String words) {
        observer.await(TOPICS + "cmd/" + command + "/ack", seen -> seen.text().contains(words));
    }

    private String charging(Predicate<String> like) {
        return observer.await(TOPICS + "charging", seen -> like.test(seen.text())).text();
    }

    private static String delay(String document) {
        return JsonParser.parseString(document)
                .getAsJsonObject()
                .getAsJsonObject("delay")
                .get("endsAt")
                .getAsString();
    }

    private void tell(Set<Fault> faults) throws Exception {
        charger.report(ToyCharger.status(PilotState.C, faults));
    }

    /// Says again and again that a vehicle is there, as chargers do, until the gateway's word is as
    /// wanted.
    private NamedLimit awaitAllowed(Predicate<NamedLimit> wanted) {
        return Patience.until(
                "an allowance",
                Duration.ofSeconds(60),
                () -> {
                    try {
                        tell(Set.of());
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                    return Optional.ofNullable(charger.allowed().poll())
                            .map(request -> ((Request.Allow) request).limit())
                            .filter(wanted);
                });
    }

    /// Says every second what the house draws, as a meter does: what was said once is soon too old.
    private void whileTheHouseSays(String supply, Predicate<NamedLimit> wanted) {
        try (ScheduledExecutorService meter = Executors.newSingleThreadScheduledExecutor()) {
            Future<?> saying = meter.scheduleAtFixedRate(() -> say(supply), 0, 1, TimeUnit.SECONDS);
            try {
                awaitAllowed(wanted);
            } finally {
                saying.cancel(false);
            }
        }
    }

    private void say(String supply) {
        try {
            observer.publish(TOPICS + "house/supply", supply);
        } catch (MqttException failed) {
            throw new AssertionError(failed);
        }
    }

    private GatewayProcess gateway() throws IOException {
        return GatewayProcess.online(folder, identity, broker, observer);
    }
}
