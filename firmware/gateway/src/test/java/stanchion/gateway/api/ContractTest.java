package stanchion.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stanchion.boot.Slot;
import stanchion.gateway.api.Topic.Direction;
import stanchion.gateway.api.Topic.Retention;
import stanchion.gateway.world.Schemas;
import stanchion.gateway.world.ToyCharger;
import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.LimitSource;
import stanchion.update.GaveUp;
import stanchion.update.UpdateState;
import stanchion.update.UpdateState.LastError;
import stanchion.update.UpdateState.Offered;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Installed;

/// The documents that others build on say what the code does.
class ContractTest {
    private record Channel(String action, boolean retained, String schema) {}

    private final JsonObject document = json("asyncapi.json");

    @Test
    void theAsyncApiDocumentNamesExactlyTheTopicsOfTheCode() {
        Map<String, Channel> documented = new TreeMap<>();
        for (String name : document.getAsJsonObject("operations").keySet()) {
            JsonObject operation = document.getAsJsonObject("operations").getAsJsonObject(name);
            JsonObject channel = follow(operation.getAsJsonObject("channel"));
            JsonObject mqtt = operation.getAsJsonObject("bindings").getAsJsonObject("mqtt");
            assertThat(mqtt.get("qos").getAsInt()).as(name).isEqualTo(1);
            documented.put(
                    channel.get("address").getAsString(),
                    new Channel(
                            operation.get("action").getAsString(),
                            mqtt.get("retain").getAsBoolean(),
                            schema(channel)));
        }
        assertThat(documented).isEqualTo(coded());
        assertThat(document.getAsJsonObject("channels").size()).isEqualTo(coded().size());
    }

    @Test
    void everySchemaIsUsedAndEveryUsedSchemaIsThere() throws Exception {
        Path folder = Path.of(Topic.class.getResource("asyncapi.json").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(file -> file.endsWith(".schema.json"))
                                    .map(file -> "./" + file))
                    .containsExactlyInAnyOrderElementsOf(
                            coded().values().stream()
                                    .map(Channel::schema)
                                    .collect(Collectors.toSet()));
        }
    }

    @Test
    void theConstantsInTheSchemasAreThoseOfTheFirmware() {
        JsonObject state =
                json("state.schema.json")
                        .getAsJsonArray("oneOf")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("properties");
        assertThat(constants(state.getAsJsonObject("faults").getAsJsonObject("items")))
                .isEqualTo(names(Fault.values()));
        assertThat(constants(state.getAsJsonObject("iec61851")))
                .isEqualTo(names(PilotState.values()));
        assertThat(constants(state.getAsJsonObject("temperatureMissing")))
                .isEqualTo(names(Absence.values()));
        assertThat(
                        constants(
                                state.getAsJsonObject("limits")
                                        .getAsJsonObject("properties")
                                        .getAsJsonObject("limitedBy")))
                .isEqualTo(names(LimitSource.values()));
        JsonObject meter = json("meter.schema.json").getAsJsonObject("properties");
        assertThat(constants(meter.getAsJsonObject("frequencyMissing")))
                .isEqualTo(names(Absence.values()));
    }

    @Test
    void everyFaultReachesTheNetworkWithItsCodeAndWithWordsForOwnerAndEngineer() {
        Set<Fault> all = EnumSet.allOf(Fault.class);
        String text =
                Documents.state(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        1,
                        ToyCharger.status(PilotState.B, all));
        assertThat(Schemas.complaints(Topic.STATE, text)).isEmpty();
        JsonObject state = JsonParser.parseString(text).getAsJsonObject();
        List<JsonObject> texts =
                state.getAsJsonArray("faultTexts").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
        assertThat(texts.stream().map(one -> one.get("fault")))
                .containsExactlyElementsOf(state.getAsJsonArray("faults"))
                .hasSize(all.size());
        assertThat(texts.stream().map(JsonObject::toString))
                .contains(
                        "{\"fault\":\"EARTH_LOST\",\"mrec\":\"CX002\",\"owner\":\"The charger has no"
                                + " earth. Do not use it; call an electrician.\",\"engineer\":\"Earth"
                                + " monitor says open: protective conductor of the supply, or its"
                                + " terminal.\"}");
        assertThat(Schemas.complaints(Topic.STATE, text.replace("\"mrec\":\"CX002\",", "")))
                .isNotEmpty();
    }

    @Test
    void aMeterThatSeesNoMainsSaysWhyItHasNoFrequency() {
        Stamp stamp = new Stamp(Instant.parse("2026-01-01T00:00:00Z"), 1, 2);
        String present = Documents.meter(stamp, ToyCharger.meter(1));
        String missing =
                Documents.meter(stamp, ToyCharger.meter(1, new Reading.Missing<>(Absence.SILENT)));
        assertThat(present).contains("\"frequency\":50.012").doesNotContain("frequencyMissing");
        assertThat(missing).contains("\"frequency\":null,\"frequencyMissing\":\"SILENT\"");
        assertThat(Schemas.complaints(Topic.METER, present)).isEmpty();
        assertThat(Schemas.complaints(Topic.METER, missing)).isEmpty();
        assertThat(
                        Schemas.complaints(
                                Topic.METER,
                                missing.replace(",\"frequencyMissing\":\"SILENT\"", "")))
                .isNotEmpty();
    }

    @Test
    void whatAChargerSaysOfUpdatesIsAsItsSchemaSays() {
        Installed installed = new Installed("1.0.0", 3, "ab".repeat(32), 1);
        UpdateState busy =
                new UpdateState(
                        UpdateState.Phase.DOWNLOADING,
                        installed,
                        Slot.A,
                        Optional.of(new Offered(Optional.empty(), 4, "cd".repeat(32))),
                        OptionalInt.of(40),
                        Optional.of(Gate.FAULT),
                        List.of(new GaveUp(0, "ef".repeat(32), 0, "NOT_CONFIRMED")),
                        2,
                        Optional.of(new LastError("UNREACHABLE", "x".repeat(500))),
                        stanchion.update.Channel.BETA,
                        9);
        String text = UpdateDocument.of(Instant.parse("2026-01-01T00:00:00Z"), busy, 7);
        assertThat(Schemas.complaints(Topic.UPDATE, text)).isEmpty();
        assertThat(text)
                .contains("\"progress\":40", "\"waiting_for\":\"FAULT\"", "\"slot\":\"A\"")
                .contains("\"channel\":\"beta\"", "\"serial\":9", "\"refused_chunks\":2")
                .contains("\"dropped_messages\":7");
        assertThat(Schemas.complaints(Topic.UPDATE, text.replace("FAULT", "OPEN"))).isNotEmpty();
        JsonObject update = json("update.schema.json").getAsJsonObject("properties");
        assertThat(constants(update.getAsJsonObject("state")))
                .isEqualTo(names(UpdateState.Phase.values()));
        assertThat(constants(update.getAsJsonObject("waiting_for")))
                .isEqualTo(
                        names(Gate.values()).stream().filter(one -> !one.equals("OPEN")).toList());
    }

    @Test
    void aSchemaNoticesAMessageThatIsWrong() {
        assertThat(Schemas.complaints(Topic.METER, "{\"ts\":\"2026-01-01T00:00:00.000Z\"}"))
                .isNotEmpty();
        assertThat(Schemas.complaints(Topic.STATUS, "\"away\"")).isNotEmpty();
        assertThat(
                        Schemas.complaints(
                                Topic.STATE,
                                "{\"charger\":\"SILENT\",\"ts\":\"2026-01-01T00:00:00.000Z\",\"x\":1}"))
                .isNotEmpty();
    }

    private static Map<String, Channel> coded() {
        Map<String, Channel> coded = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            coded.put(
                    topic.of("{deviceId}"),
                    new Channel(
                            topic.direction() == Direction.FROM_CHARGER ? "send" : "receive",
                            topic.retention() == Retention.RETAINED,
                            "./" + topic.schemaFile()));
        }
        coded.put(
                MetadataTopic.of("{name}"), new Channel("receive", true, "./metadata.schema.json"));
        coded.put(
                MetadataTopic.of("{name}") + "/after/{version}",
                new Channel("receive", true, "./metadata-after.schema.json"));
        return coded;
    }

    private String schema(JsonObject channel) {
        JsonObject messages = channel.getAsJsonObject("messages");
        assertThat(messages.size()).isEqualTo(1);
        JsonObject message = follow(messages.getAsJsonObject(messages.keySet().iterator().next()));
        return message.getAsJsonObject("payload").get("$ref").getAsString();
    }

    /// What a reference within the document refers to.
    private JsonObject follow(JsonObject reference) {
        JsonObject at = document;
        String path = reference.get("$ref").getAsString().substring(2);
        for (String step : Pattern.compile("/").splitAsStream(path).toList()) {
            at = at.getAsJsonObject(step);
        }
        return at;
    }

    private static JsonObject json(String resource) {
        return JsonParser.parseString(Schemas.resource(resource)).getAsJsonObject();
    }

    private static List<String> constants(JsonObject schema) {
        JsonArray constants = schema.getAsJsonArray("enum");
        return List.copyOf(
                new TreeSet<>(constants.asList().stream().map(JsonElement::getAsString).toList()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).sorted().toList();
    }
}
