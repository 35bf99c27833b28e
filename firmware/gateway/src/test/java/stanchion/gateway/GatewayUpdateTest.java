package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.telemetry.Endpoint;
import stanchion.gateway.update.UpdateOptions;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Observer.Seen;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.Schemas;

/// The gateway with updates, at a real broker (Mosquitto).
class GatewayUpdateTest {
    private static final String TOPICS = "stanchion/v1/SN-1/";

    @TempDir private Path folder;

    @Test
    void aDeviceFolderThatCannotBeUsedIsReportedAndTheGatewayGoesOn() throws Exception {
        assumeTrue(
                Mosquitto.program().isPresent(),
                "mosquitto is missing: skipped; sudo apt install mosquitto");
        Pki pki = Pki.in(folder.resolve("pki"));
        Path pem = pki.broker("dns:localhost,ip:127.0.0.1");
        try (Mosquitto broker = Mosquitto.start(pem, "");
                Observer observer = new Observer(broker.port(), pki.identity("observer"));
                Gateway gateway = Gateway.open(options(broker.port(), pki.identity("SN-1")))) {
            gateway.start();
            Seen event =
                    observer.await(
                            TOPICS + "event", seen -> seen.text().contains("UPDATE_REFUSED"));
            assertThat(event.json().get("detail").getAsString()).contains("boot.json");
            observer.await(TOPICS + "status", seen -> seen.text().equals("online"));
            observer.publish(TOPICS + "cmd/update", "{\"id\":\"u1\",\"check\":true}");
            Seen ack = observer.await(TOPICS + "cmd/update/ack", seen -> true);
            assertThat(ack.json().get("outcome").getAsString()).isEqualTo("accepted");
            assertThat(Schemas.complaints(observer.all())).isEmpty();
        }
    }

    private Options options(int port, Path identity) throws Exception {
        Path state = Files.createDirectories(folder.resolve("state"));
        Path device = Files.createDirectories(folder.resolve("device"));
        Path supervisor = Files.createDirectories(folder.resolve("switch"));
        return new Options(
                folder.resolve("link.sock"),
                state,
                identity,
                new Endpoint("localhost", port),
                Optional.empty(),
                Optional.of(
                        new UpdateOptions(
                                device,
                                supervisor,
                                folder.resolve("boot.json"),
                                512 * 1024,
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(30))),
                Options.Home.NOTHING);
    }
}
