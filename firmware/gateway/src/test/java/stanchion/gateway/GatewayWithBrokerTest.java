package stanchion.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.api.Topic;
import stanchion.gateway.telemetry.Endpoint;
import stanchion.gateway.world.GatewayProcess;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyCharger;
import stanchion.gateway.world.ToyCharger.Manner;
import stanchion.gateway.world.Wire;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.units.Amps;

/// The whole gateway between a toy charger and a real broker (Mosquitto; skipped where there is
/// none).
class GatewayWithBrokerTest {
    private static final String TOPICS = "stanchion/v1/SN-1/";
    private static final long BOOT = 0x1234_5678_9abc_def0L;

    @TempDir private static Path common;
    private static Path identity;
    private static Path somebody;
    private static Path latecomer;
    private static Path pem;

    @TempDir private Path folder;
    private final List<Gateway> gateways = new ArrayList<>();
    private Mosquitto broker;
    private Wire wire;
    private Observer observer;

    @BeforeAll
    static void makeCertificates() throws Exception {
        assumeTrue(Mosquitto.program().isPresent(), "no mosquitto on this machine: skipped");
        Pki pki = Pki.in(common);
        identity = pki.identity("SN-1");
        somebody = pki.identity("observer");
        latecomer = pki.identity("latecomer");
        pem = pki.broker("dns:localhost,ip:127.0.0.1");
    }

    @BeforeEach
    void startBroker() throws Exception {
        broker = Mosquitto.start(pem, "");
        wire = new Wire(broker.port());
        observer = new Observer(broker.port(), somebody);
    }

    @AfterEach
    void stopBroker() throws Exception {
        gateways.forEach(Gateway::close);
        observer.close();
        wire.close();
        broker.close();
    }

    @Test
    void everythingAChargerReportsArrivesAsItsSchemaSays() throws Exception {
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            startGateway();
            charger.report(ToyCharger.session(7, ""));
            charger.report(ToyCharger.meter(1000.25));
            charger.report(ToyCharger.status(PilotState.C, Set.of(Fault.TAMPER, Fault.EARTH_LOST)));
            charger.report(ToyCharger.event("CONTACTOR_CLOSED"));

            Seen meter = observer.await(TOPICS + "meter", seen -> true);
            assertThat(meter.json().get("energyWh").getAsDouble()).isEqualTo(1000.25);
            assertThat(meter.json().get("boot").getAsString()).isEqualTo("123456789abcdef0");
            assertThat(meter.json().get("seq").getAsLong()).isEqualTo(2);
            observer.await(TOPICS + "status", seen -> seen.text().equals("online"));
            observer.await(
                    TOPICS + "info", seen -> seen.json().get("hw").getAsString().equals("toy"));
            observer.await(TOPICS + "session", seen -> seen.json().get("number").getAsInt() == 7);
            observer.await(
                    TOPICS + "state",
                    seen ->
                            seen.json().has("faults")
                                    && seen.json()
                                            .get("faults")
                                            .toString()
                                            .equals("[\"EARTH_LOST\",\"TAMPER\"]"));
            observer.await(TOPICS + "event", seen -> seen.text().contains("CONTACTOR_CLOSED"));
            Patience.untilTrue("acknowledged", () -> charger.unacknowledged() == 0);
            assertThat(Schemas.complaints(observer.all())).isEmpty();
        }
    }

    @Test
    void historyIsShownPageByPageWhereItIsWanted() throws Exception {
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            startGateway();
            for (int number = 1; number <= 3; number++) {
                charger.report(ToyCharger.session(number, ""));
                charger.report(ToyCharger.session(number, "unplugged"));
            }
            charger.report(ToyCharger.meter(5000));
            Patience.untilTrue("acknowledged", () -> charger.unacknowledged() == 0);
            observer.await(TOPICS + "status", seen -> seen.text().equals("online"));

            observer.publish(
                    TOPICS + "cmd/history", "{\"id\":\"p1\",\"what\":\"sessions\",\"limit\":2}");
            Seen first = observer.await(TOPICS + "history", seen -> seen.text().contains("p1"));
            assertThat(first.json().getAsJsonArray("rows")).hasSize(2);
            MqttProperties reply = new MqttProperties();
            reply.setResponseTopic("owner/answers");
            reply.setCorrelationData("page 2".getBytes(UTF_8));
            observer.publish(
                    TOPICS + "cmd/history",
                    "{\"id\":\"p2\",\"what\":\"sessions\",\"format\":\"csv\",\"after\":"
                            + first.json().get("next")
                            + "}",
                    reply);
            Seen second = observer.await("owner/answers", seen -> seen.text().contains("p2"));
            assertThat(second.correlation()).contains("page 2");
            assertThat(second.json().has("next")).isFalse();
            assertThat(second.json().get("csv").getAsString().lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("3,3,")
                    .contains(",1234.5000,0.0000,11025.40,")
                    .endsWith(",\"unplugged\"");
            observer.await(
                    TOPICS + "cmd/history/ack", seen -> seen.text().contains("\"id\":\"p2\""));
            assertThat(observer.seen(TOPICS + "history")).hasSize(1);
            assertThat(Schemas.complaints(Topic.HISTORY, second.text())).isEmpty();
            assertThat(Schemas.complaints(observer.all())).isEmpty();
        }
    }

    @Test
    void retainedTopicsAreThereForThoseWhoComeLater() throws Exception {
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            startGateway();
            charger.report(ToyCharger.session(7, "unplugged"));
            charger.report(ToyCharger.status(PilotState.A, Set.of()));
            charger.report(ToyCharger.meter(1));
            observer.await(TOPICS + "meter", seen -> true);
            observer.await(TOPICS + "state", seen -> seen.text().contains("CONNECTED"));

            try (Observer late = lateObserver()) {
                for (String topic : List.of("status", "info", "state", "session")) {
                    assertThat(late.await(TOPICS + topic, seen -> true).retained())
                            .as(topic)
                            .isTrue();
                }
                assertThat(late.seen(TOPICS + "meter")).isEmpty();
            }
        }
    }

    @Test
    void aGatewayThatEndsSaysOffline() throws Exception {
        Gateway gateway = startGateway();
        observer.await(TOPICS + "status", seen -> seen.text().equals("online"));
        gateway.close();
        observer.await(TOPICS + "status", seen -> seen.text().equals("offline"));
    }

    @Test
    void aCutWireSaysOfflineByTheWillAndLosesNothing() throws Exception {
        int messages = 400;
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            startGateway();
            observer.await(TOPICS + "status", seen -> seen.text().equals("online"));
            for (int number = 1; number <= messages; number++) {
                charger.report(ToyCharger.meter(number));
                if (number % 100 == 50) {
                    wire.cut();
                }
                if (number % 100 == 0) {
                    wire.mend();
                    int sent = number;
                    Patience.untilTrue("all " + sent, () -> distinctMeters().size() == sent);
                }
            }
            observer.await(TOPICS + "status", seen -> seen.text().equals("offline"));
            assertThat(distinctMeters())
                    .as("all of them, and the first of each in order")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, messages).boxed().toList());
            assertThat(charger.unacknowledged()).isZero();
        }
    }

    @Test
    void aGatewayThatIsKilledLosesNothingAndTheBrokerSaysOffline() throws Exception {
        int messages = 300;
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            for (int round = 1; round <= 3; round++) {
                try (GatewayProcess gateway = gatewayProcess()) {
                    for (int number = 1; number <= messages; number++) {
                        charger.report(ToyCharger.meter(number));
                    }
                    int atLeast = (round - 1) * messages + 20;
                    Patience.untilTrue("some", () -> distinctMeters().size() >= atLeast);
                    gateway.kill();
                }
                int offline = round;
                Patience.untilTrue(
                        "offline",
                        () ->
                                observer.seen(TOPICS + "status").stream()
                                                .filter(seen -> seen.text().equals("offline"))
                                                .count()
                                        >= offline);
            }
            try (GatewayProcess gateway = gatewayProcess()) {
                Patience.untilTrue("all", () -> distinctMeters().size() == 3 * messages);
                assertThat(gateway.terminate()).isEqualTo(143);
            }
            assertThat(distinctMeters())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 3L * messages).boxed().toList());
            assertThat(charger.unacknowledged()).isZero();
        }
    }

    @Test
    void whatWasReportedWithoutANetworkIsSentAfterAnotherStart() throws Exception {
        wire.cut();
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            Gateway first = startGateway();
            charger.report(ToyCharger.meter(1));
            charger.report(ToyCharger.event("CONTACTOR_OPENED"));
            Patience.untilTrue("stored", () -> charger.unacknowledged() == 0);
            first.close();
        }
        wire.mend();
        startGateway();
        observer.await(TOPICS + "meter", seen -> seen.json().get("seq").getAsLong() == 1);
        observer.await(TOPICS + "event", seen -> seen.text().contains("CONTACTOR_OPENED"));
    }

    @Test
    void aLimitGoesToTheChargerAndItsVerdictComesBack() throws Exception {
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            startGateway();
            observer.await(TOPICS + "info", seen -> true);
            MqttProperties properties = new MqttProperties();
            properties.setResponseTopic("answers/me");
            properties.setCorrelationData("c-1".getBytes(UTF_8));
            properties.setMessageExpiryInterval(10L);
            observer.publish(
                    TOPICS + "cmd/limit",
                    "{\"id\":\"a1\",\"amps\":10,\"validForSeconds\":60}",
                    properties);

            assertThat(charger.asked().poll(10, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Request.Limit.class,
                            limit -> {
                                assertThat(limit.limit()).isEqualTo(new Amps(10));
                                assertThat(limit.validFor()).hasSeconds(60);
                            });
            Seen ack = observer.await(TOPICS + "cmd/limit/ack", seen -> true);
            assertThat(ack.json().get("id").getAsString()).isEqualTo("a1");
            assertThat(ack.json().get("outcome").getAsString()).isEqualTo("accepted");
            assertThat(ack.json().get("effectiveAmps").getAsDouble()).isEqualTo(10);
            Seen reply = observer.await("answers/me", seen -> true);
            assertThat(reply.correlation()).contains("c-1");
            assertThat(reply.text()).isEqualTo(ack.text());
            observer.await(TOPICS + "event", seen -> seen.text().contains("COMMAND_ACCEPTED"));
            assertThat(Schemas.complaints(observer.all())).isEmpty();
        }
    }

    @Test
    void bareValuesOfHomeControllersAreUnderstood() throws Exception {
        try (ToyCharger charger = charger(Manner.REFUSING)) {
            startGateway();
            observer.await(TOPICS + "info", seen -> true);
            observer.publish(TOPICS + "cmd/enable", "true");
            assertThat(charger.asked().poll(10, TimeUnit.SECONDS))
                    .isInstanceOf(Request.Enable.class);
            Seen ack = observer.await(TOPICS + "cmd/enable/ack", seen -> true);
            assertThat(ack.json().get("outcome").getAsString()).isEqualTo("refused");
            assertThat(ack.json().get("reason").getAsString()).isEqualTo("too hot to say yes");
        }
    }

    @Test
    void aRetainedCommandIsRefusedAndNeverReachesTheCharger() throws Exception {
        observer.publishRetained(TOPICS + "cmd/enable", "true");
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            startGateway();
            assertThat(
                            observer.await(TOPICS + "cmd/enable/ack", seen -> true)
                                    .json()
                                    .get("reason")
                                    .getAsString())
                    .contains("retained");
            observer.publishRetained(TOPICS + "cmd/enable", "false");
            observer.publish(TOPICS + "cmd/limit", "16");
            assertThat(charger.asked().poll(10, TimeUnit.SECONDS))
                    .as("the first and only request is the one that was not retained")
                    .isInstanceOf(Request.Limit.class);
        }
    }

    @Test
    void aSilentChargerIsReportedAndItsReturnToo() throws Exception {
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            startGateway();
            charger.report(ToyCharger.status(PilotState.C, Set.of()));
            observer.await(TOPICS + "state", seen -> seen.text().contains("CONNECTED"));
        }
        observer.await(TOPICS + "state", seen -> seen.text().contains("SILENT"));
        observer.await(TOPICS + "event", seen -> seen.text().contains("CHARGER_SILENT"));
        try (ToyCharger charger = charger(Manner.ACCEPTING)) {
            charger.report(ToyCharger.status(PilotState.B, Set.of()));
            observer.await(TOPICS + "state", seen -> seen.text().contains("\"iec61851\":\"B\""));
            observer.await(TOPICS + "event", seen -> seen.text().contains("CHARGER_BACK"));
        }
        assertThat(Schemas.complaints(observer.all())).isEmpty();
    }

    private List<Long> distinctMeters() {
        return observer.seen(TOPICS + "meter").stream()
                .map(seen -> seen.json().get("seq").getAsLong())
                .distinct()
                .toList();
    }

    private ToyCharger charger(Manner manner) throws Exception {
        return new ToyCharger(folder.resolve("link.sock"), BOOT, manner);
    }

    private Gateway startGateway() throws Exception {
        Path state = Files.createDirectories(folder.resolve("state"));
        Endpoint endpoint = new Endpoint("localhost", wire.port());
        Gateway gateway =
                Gateway.open(
                        new Options(
                                folder.resolve("link.sock"),
                                state,
                                identity,
                                endpoint,
                                Optional.empty()));
        gateway.start();
        gateways.add(gateway);
        return gateway;
    }

    private GatewayProcess gatewayProcess() throws Exception {
        Path state = Files.createDirectories(folder.resolve("state"));
        return GatewayProcess.start(
                GatewayProcess.onTheClassPath(),
                List.of(
                        "--link", folder.resolve("link.sock").toString(),
                        "--state", state.toString(),
                        "--identity", identity.toString(),
                        "--broker", "ssl://localhost:" + wire.port()),
                folder.resolve("log"));
    }

    private Observer lateObserver() throws Exception {
        return new Observer(broker.port(), latecomer);
    }
}
