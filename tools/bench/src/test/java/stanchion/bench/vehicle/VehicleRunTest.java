package stanchion.bench.vehicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;

/// Scenarios through the line protocol, against its implementation in another language.
@Timeout(60)
final class VehicleRunTest {
    private static final String A_CHARGE =
            """
            expect state A
            plug cable 20A
            expect state B
            expect duty 26.67%
            expect offer 16A
            expect event VEHICLE_CONNECTED
            draw 10A phases 3
            s2 close
            expect contactor closed within 5s
            wait 1s
            expect energy 1.9Wh ± 60%
            expect fault none
            diode short
            expect contactor open within 5s
            diode ok
            expect contactor closed within 5s
            s2 open
            expect contactor open within 5s
            unplug
            expect state A
            """;

    @TempDir private Path folder;
    private final List<String> timeline = new ArrayList<>();

    @Test
    void scenarioIsCarriedOutFromPlugToUnplugAndWhatTheChargerAloneCanSayIsLeftOut()
            throws IOException {
        try (StandIn instrument = StandIn.start(folder)) {
            VehicleRun.Result result = run(instrument, A_CHARGE);
            assertThat(timeline).noneMatch(line -> line.contains("FAIL"));
            assertThat(result.isPassed()).isTrue();
            assertThat(result.held()).isEqualTo(10);
            assertThat(result.unseen()).isEqualTo(2);
            assertThat(timeline)
                    .anyMatch(line -> line.contains("left out") && line.contains("fault none"));
            Path report = folder.resolve("r.json");
            result.write(report);
            JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
            assertThat(json.get("passed").getAsBoolean()).isTrue();
            assertThat(json.get("instrument").getAsString()).isEqualTo("python-stand-in");
        }
    }

    @Test
    void expectationThatDoesNotHoldFailsTheRun() throws IOException {
        try (StandIn instrument = StandIn.start(folder)) {
            VehicleRun.Result result =
                    run(instrument, "plug\nexpect duty 50% within 200ms\nexpect state B");
            assertThat(result.isPassed()).isFalse();
            assertThat(result.failed()).isEqualTo(1);
        }
    }

    @Test
    void verbsTheInstrumentCannotDoAreRefusedBeforeAnythingIsDone() throws IOException {
        try (StandIn instrument = StandIn.start(folder, "--without", "DIODE")) {
            assertThatThrownBy(() ->
                            run(instrument, "plug\ndiode short\nweld on\nearth lost\nwait 1s"))
                    .isInstanceOf(VehicleTrouble.class)
                    .hasMessageContaining("story:2: 'diode short': the instrument python-stand-in")
                    .hasMessageContaining("story:3: 'weld on': no vehicle can do it")
                    .hasMessageContaining("story:4: 'earth lost'");
            assertThat(timeline).noneMatch(line -> line.contains("DONE"));
        }
    }

    @Test
    void badLineIsRepeatedUnderTheSameNumberAndDoneOnce() throws IOException {
        try (StandIn instrument = StandIn.start(folder);
                InstrumentLine line = InstrumentLine.open(instrument.port())) {
            assertThat(line.ask(Instrument.GREETING)).isInstanceOf(Reply.Done.class);
            instrument.order("noise");
            assertThat(line.ask("PLUG 32A")).isInstanceOf(Reply.Done.class);
            instrument.order("drop 1");
            assertThat(line.ask("S2 CLOSE")).isInstanceOf(Reply.Done.class);
            instrument.order("garble 1");
            assertThat(line.ask("S2 OPEN")).isInstanceOf(Reply.Done.class);
            instrument.order("mute 2");
            assertThat(line.ask("MEASURE")).isInstanceOf(Reply.Done.class);
            instrument.order("drop 3");
            assertThatThrownBy(() -> line.ask("MEASURE"))
                    .isInstanceOf(VehicleTrouble.class)
                    .hasMessageContaining("no reply to 'MEASURE' in 3 × 500 ms");
        }
    }

    @Test
    void refusalsCarryTheProtocolsErrorWord() throws IOException {
        try (StandIn instrument = StandIn.start(folder);
                InstrumentLine line = InstrumentLine.open(instrument.port())) {
            assertThat(error(line.ask("HELLO STANCHION-VEHICLE 2"))).isEqualTo("VERSION");
            assertThat(error(line.ask("PLUG 16A"))).isEqualTo("RANGE");
            assertThat(error(line.ask("DRAW 16 1P"))).isEqualTo("FORM");
            assertThat(error(line.ask("EARTH LOST"))).isEqualTo("CANNOT");
            assertThat(error(line.ask("DANCE"))).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void instrumentThatEndsInTheMiddleEndsTheRunWithALine() throws IOException {
        try (StandIn instrument = StandIn.start(folder);
                InstrumentLine line = InstrumentLine.open(instrument.port())) {
            assertThat(line.ask(Instrument.GREETING)).isInstanceOf(Reply.Done.class);
            instrument.end();
            assertThatThrownBy(() -> line.ask("MEASURE"))
                    .isInstanceOf(VehicleTrouble.class)
                    .hasMessageContaining(instrument.port().toString());
        }
    }

    @Test
    void portThatIsNotThereIsNamed() {
        Path missing = folder.resolve("ttyUSB7");
        assertThatThrownBy(() -> new VehicleRun(missing, timeline::add).run(scenario("plug")))
                .isInstanceOf(VehicleTrouble.class)
                .hasMessageContaining("there is no serial port " + missing);
    }

    private VehicleRun.Result run(StandIn instrument, String text) {
        return new VehicleRun(instrument.port(), timeline::add).run(scenario(text));
    }

    private static Scenario scenario(String text) {
        return switch (ScenarioParser.parse("story", text)) {
            case Parsed.Accepted(Scenario scenario) -> scenario;
            case Parsed.Rejected(var problems) ->
                    throw new IllegalArgumentException(String.join("\n", problems));
        };
    }

    private static String error(Reply reply) {
        return reply instanceof Reply.Refused(String error, String _) ? error : reply.toString();
    }
}
