package stanchion.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import stanchion.boot.Slot;
import stanchion.gateway.api.HomeAssistant.Updates;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyCharger;
import stanchion.link.LinkRecord.Hello;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.units.Amps;
import stanchion.update.UpdateState;
import stanchion.update.UpdateState.Offered;
import stanchion.update.slot.Installed;

/// What Home Assistant is told is as its documentation says, and is true of our own topics.
class HomeAssistantTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Hello HELLO =
            new Hello(7, ToyCharger.now(), "0.1.0", "toy", new Amps(32), 3);

    private final HomeAssistant known = new HomeAssistant("homeassistant", "SN-1.a", Updates.TAKEN);
    private final JsonObject document =
            JsonParser.parseString(known.document(HELLO)).getAsJsonObject();

    @Test
    void theDocumentIsAsHomeAssistantDocumentsIt() throws IOException {
        assertThat(known.topic()).isEqualTo("homeassistant/device/stanchion_SN-1_a/config");
        assertThat(complaints(document)).isEmpty();
        JsonObject wrong = document.deepCopy();
        wrong.getAsJsonObject("components").getAsJsonObject("energy").remove("unit_of_measurement");
        assertThat(complaints(wrong)).isNotEmpty();
        wrong = document.deepCopy();
        wrong.getAsJsonObject("components").getAsJsonObject("limit").remove("command_topic");
        assertThat(complaints(wrong)).isNotEmpty();
    }

    @Test
    void everyTopicIsOneOfOursAndEveryEntityHasANameOfItsOwn() {
        Set<String> ids = new HashSet<>();
        for (JsonElement one : components().asMap().values()) {
            JsonObject component = one.getAsJsonObject();
            assertThat(ids.add(component.get("unique_id").getAsString())).isTrue();
            for (String name : List.of("state_topic", "command_topic")) {
                if (component.has(name)) {
                    assertThat(Topic.named(component.get(name).getAsString(), "SN-1.a"))
                            .as(name)
                            .isPresent();
                }
            }
        }
        assertThat(components().keySet())
                .contains("power", "energy", "current_l3", "state", "faults", "temperature")
                .contains("limit", "enable", "firmware");
        assertThat(new HomeAssistant("ha", "SN-1", Updates.NOT_TAKEN).document(HELLO))
                .doesNotContain("\"update\"");
    }

    @Test
    void whatItSendsIsWhatOurCommandsTake() {
        JsonObject enable = components().getAsJsonObject("enable");
        for (String payload : List.of("payload_on", "payload_off")) {
            assertThat(Schemas.complaints(Topic.CMD_ENABLE, enable.get(payload).getAsString()))
                    .isEmpty();
        }
        assertThat(
                        Schemas.complaints(
                                Topic.CMD_UPDATE,
                                components()
                                        .getAsJsonObject("firmware")
                                        .get("payload_install")
                                        .getAsString()))
                .isEmpty();
    }

    /// Home Assistant's templates are Jinja; the real engine renders them.
    @Test
    void itsTemplatesSayWhatOurMessagesSay() throws Exception {
        assumeTrue(hasJinja(), "no Jinja: apt install python3-jinja2");
        Stamp stamp = new Stamp(NOON, 1, 2);
        String meter = Documents.meter(stamp, ToyCharger.meter(12345));
        String state =
                Documents.state(
                        NOON,
                        1,
                        ToyCharger.status(PilotState.C, Set.of(Fault.TAMPER, Fault.EARTH_LOST)));
        String well = Documents.state(NOON, 1, ToyCharger.status(PilotState.C, Set.of()));
        String silent = Documents.silentState(NOON);
        assertThat(rendered("power", meter)).isEqualTo("11025.37");
        assertThat(rendered("energy", meter)).isEqualTo("12.345");
        assertThat(rendered("current_l2", meter)).isEqualTo("15.98");
        assertThat(rendered("state", state)).isEqualTo("C");
        assertThat(rendered("state", silent)).isEqualTo("None");
        assertThat(rendered("fault", state)).isEqualTo("True");
        assertThat(rendered("fault", well)).isEqualTo("False");
        assertThat(rendered("faults", state)).isEqualTo("EARTH_LOST, TAMPER");
        assertThat(rendered("faults", well)).isEqualTo("none");
        assertThat(rendered("temperature", state)).isEqualTo("31.3");
        assertThat(rendered("temperature", silent)).isEqualTo("None");
        assertThat(rendered("limit", state)).isEqualTo("16");
        assertThat(rendered("limit", silent)).isEqualTo("None");
        assertThat(rendered("enable", state)).isEqualTo("true");
        String command =
                components().getAsJsonObject("limit").get("command_template").getAsString();
        assertThat(jinja(command, Map.of("value", "5"))).isEqualTo("0");
        assertThat(jinja(command, Map.of("value", "6"))).isEqualTo("6");
        JsonObject update =
                JsonParser.parseString(rendered("firmware", update())).getAsJsonObject();
        assertThat(update.get("installed_version").getAsString()).isEqualTo("1.0.0");
        assertThat(update.get("latest_version").getAsString()).isEqualTo("1.1.0");
        assertThat(update.get("update_percentage").getAsInt()).isEqualTo(40);
        assertThat(update.get("in_progress").getAsBoolean()).isTrue();
    }

    private static String update() {
        UpdateState busy =
                new UpdateState(
                        UpdateState.Phase.DOWNLOADING,
                        new Installed("1.0.0", 3, "ab".repeat(32), 1),
                        Slot.A,
                        Optional.of(new Offered(Optional.of("1.1.0"), 4, "cd".repeat(32))),
                        OptionalInt.of(40),
                        Optional.empty(),
                        List.of(),
                        0,
                        Optional.empty(),
                        stanchion.update.Channel.STABLE,
                        9);
        return UpdateDocument.of(NOON, busy, 0);
    }

    private String rendered(String component, String message) throws Exception {
        String template =
                components().getAsJsonObject(component).get("value_template").getAsString();
        return jinja(template, Map.of("value_json", message));
    }

    private JsonObject components() {
        return document.getAsJsonObject("components");
    }

    private static boolean hasJinja() throws Exception {
        return python("import jinja2").isPresent();
    }

    private static String jinja(String template, Map<String, String> variables) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(template));
        variables.forEach((name, json) -> arguments.addAll(List.of(name, json)));
        return python(
                        """
                        import json, sys, jinja2.sandbox
                        env = jinja2.sandbox.ImmutableSandboxedEnvironment()
                        env.filters['to_json'] = json.dumps
                        a = sys.argv[1:]
                        known = {k: json.loads(v) for k, v in zip(a[1::2], a[2::2])}
                        print(env.from_string(a[0]).render(known))
                        """,
                        arguments.toArray(String[]::new))
                .orElseThrow();
    }

    /// What a script prints; empty when it fails or there is no Python.
    private static Optional<String> python(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", "-c", script));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            boolean done = process.waitFor(30, TimeUnit.SECONDS);
            return done && process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException noPython) {
            return Optional.empty();
        }
    }

    private static List<String> complaints(JsonObject document) throws IOException {
        try (InputStream schema =
                HomeAssistantTest.class.getResourceAsStream(
                        "/stanchion/gateway/home-assistant-device.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(schema.readAllBytes(), UTF_8), InputFormat.JSON)
                    .validate(document.toString(), InputFormat.JSON)
                    .stream()
                    .map(com.networknt.schema.Error::toString)
                    .toList();
        }
    }
}
