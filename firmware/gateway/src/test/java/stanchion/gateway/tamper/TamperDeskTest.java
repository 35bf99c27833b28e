package stanchion.gateway.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.api.Topic;
import stanchion.gateway.time.Timeline;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyCharger;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.units.Uptime;

/// What owner and maker read of tampering.
class TamperDeskTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir private Path folder;
    private final List<String> said = new ArrayList<>();
    private final List<Request> asked = new ArrayList<>();
    private Runnable puback = () -> {};

    private TamperDesk desk() {
        TamperDesk desk =
                new TamperDesk(new Timeline(() -> NOON, () -> 5_000_000_000L), folder, new Told());
        desk.start();
        return desk;
    }

    private final class Told implements TamperDesk.World {
        @Override
        public void tell(String document, Runnable acknowledged) {
            said.add(document);
            puback = acknowledged;
        }

        @Override
        public boolean ask(Request request) {
            return asked.add(request);
        }
    }

    private JsonObject last() {
        assertThat(Schemas.complaints(Topic.TAMPER, said.getLast())).isEmpty();
        return JsonParser.parseString(said.getLast()).getAsJsonObject();
    }

    private static void suffer(TamperDesk desk, Fault... faults) {
        desk.status(ToyCharger.status(PilotState.A, Set.of(faults)));
    }

    @Test
    void aChargerThatNobodyTamperedWithSaysSoBeforeAnythingElse() {
        TamperDesk desk = desk();
        assertThat(last().get("state").getAsString()).isEqualTo("CLEAR");
        suffer(desk, Fault.EARTH_LOST);
        assertThat(said).hasSize(1);
    }

    @Test
    void anAlertSaysWhatWasSeenAndHowItIsClearedAndKeepsItsNameUntilThen() {
        TamperDesk desk = desk();
        suffer(desk, Fault.TAMPER, Fault.EARTH_LOST);
        String id = last().get("id").getAsString();
        assertThat(last().get("state").getAsString()).isEqualTo("STANDING");
        assertThat(last().getAsJsonArray("signs")).hasSize(1);
        assertThat(last().get("clear").getAsString()).contains("cmd/tamper-clear");
        suffer(desk, Fault.TAMPER);
        assertThat(said).as("nothing new of tampering").hasSize(2);
        suffer(desk, Fault.TAMPER, Fault.TILTED);
        assertThat(last().getAsJsonArray("signs")).hasSize(2);
        assertThat(last().get("id").getAsString()).isEqualTo(id);
        suffer(desk);
        assertThat(last().get("state").getAsString()).isEqualTo("CLEAR");
        suffer(desk, Fault.TAMPER);
        assertThat(last().get("id").getAsString()).isNotEqualTo(id);
    }

    @Test
    void anAlertOutlivesTheGatewayAndIsToldAtItsStart() {
        suffer(desk(), Fault.TILTED);
        JsonObject before = last();
        TamperDesk next = desk();
        assertThat(last()).isEqualTo(before);
        suffer(next);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theChargerHearsWhenTheBrokerHasTheAlertAndNotBefore() {
        TamperDesk desk = desk();
        Report.Status status = ToyCharger.status(PilotState.A, Set.of(Fault.REFUSED_TOO_OFTEN));
        desk.status(status);
        assertThat(asked).isEmpty();
        puback.run();
        assertThat(asked).containsExactly(new Request.AlertTold(-1, status.at()));
    }

    @Test
    void tenRefusedSignaturesWithinTenMinutesAreTamperingAndNineAreNot() {
        TamperDesk desk = desk();
        for (int i = 0; i < 9; i++) {
            desk.signatureRefused();
        }
        assertThat(asked).isEmpty();
        desk.signatureRefused();
        assertThat(asked).containsExactly(new Request.Suspect(-1, Fault.REFUSED_TOO_OFTEN));
        RefusedTries tries = new RefusedTries();
        for (int minute = 0; minute < 60; minute++) {
            assertThat(tries.isTooMany(new Uptime(minute * 70_000_000_000L))).isFalse();
        }
    }

    @Test
    void anAlertThatCannotBeReadGetsANewName() throws Exception {
        Files.writeString(folder.resolve(TamperDesk.FILE), "{\"state\":\"STANDING\"}");
        TamperDesk desk = desk();
        assertThat(last().get("state").getAsString()).isEqualTo("CLEAR");
        suffer(desk, Fault.TAMPER);
        assertThat(last().get("state").getAsString()).isEqualTo("STANDING");
    }
}
