package stanchion.gateway.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.api.Topic;
import stanchion.gateway.world.Observer.Seen;

/// The published schemas, applied by somebody else's validator.
public final class Schemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    /// What the schemas have against messages on a charger's topics; others are not judged.
    public static List<String> complaints(List<Seen> messages) {
        List<String> complaints = new ArrayList<>();
        for (Seen seen : messages) {
            topic(seen.topic())
                    .ifPresent(topic ->
                            complaints(topic, json(topic, seen.text()))
                                    .forEach(one ->
                                            complaints.add(
                                                    topic + ": " + one + " in " + seen.text())));
        }
        return complaints;
    }

    /// What a topic's schema has against a JSON text.
    public static List<String> complaints(Topic topic, String json) {
        return schema(topic.schemaFile()).validate(json, InputFormat.JSON).stream()
                .map(com.networknt.schema.Error::toString)
                .toList();
    }

    /// What one of a schema's definitions has against a JSON text.
    public static List<String> complaints(Topic topic, String definition, String json) {
        JsonObject whole = JsonParser.parseString(resource(topic.schemaFile())).getAsJsonObject();
        JsonObject part = new JsonObject();
        part.addProperty("$ref", "#/$defs/" + definition);
        part.add("$defs", whole.get("$defs"));
        return REGISTRY
                .getSchema(part.toString(), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(com.networknt.schema.Error::toString)
                .toList();
    }

    public static String resource(String name) {
        try (InputStream bytes = Topic.class.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Schema schema(String file) {
        return REGISTRY.getSchema(resource(file), InputFormat.JSON);
    }

    private static Optional<Topic> topic(String name) {
        String[] levels = name.split("/", 4);
        return levels.length == 4 && name.startsWith("stanchion/v1/")
                ? Topic.named(name, levels[2])
                : Optional.empty();
    }

    private static String json(Topic topic, String text) {
        return topic == Topic.STATUS || topic == Topic.BOOT || topic == Topic.UPDATE_CONTENT
                ? new JsonPrimitive(text).toString()
                : text;
    }
}
