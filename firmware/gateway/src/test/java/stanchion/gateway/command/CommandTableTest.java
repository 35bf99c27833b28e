package stanchion.gateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stanchion.gateway.api.Topic;
import stanchion.gateway.api.Topic.Direction;
import stanchion.gateway.api.Topic.Retention;

/// What others read about commands is what the table says. With `-Dstanchion.write=true` these
/// tests write it instead: the JSON Schemas, the channels of the AsyncAPI document, the README.
class CommandTableTest {
    private static final Path API = Path.of("src/main/resources/stanchion/gateway/api");
    private static final Path README = Path.of("README.md");
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

    static List<CommandRow> rows() {
        return CommandTable.ROWS;
    }

    @Test
    void everyCommandTopicHasOneRowAndOneAcknowledgement() {
        assertThat(rows().stream().map(CommandRow::topic))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values())
                                .filter(topic -> topic.path().startsWith("cmd/"))
                                .filter(topic -> topic.direction() == Direction.TO_CHARGER)
                                .toList());
        assertThat(rows())
                .allSatisfy(row ->
                        assertThat(Topic.named(row.topic().of("X") + "/ack", "X")).isPresent());
        assertThat(rows())
                .allSatisfy(
                        row -> assertThat(row.topic().retention()).isEqualTo(Retention.PASSING));
    }

    @Test
    void noFieldStandsTwiceInARow() {
        assertThat(rows())
                .allSatisfy(row ->
                        assertThat(row.allFields().stream().map(Field::name))
                                .doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSchemaOfACommandIsItsRow(CommandRow row) throws IOException {
        Path file = API.resolve(row.topic().schemaFile());
        JsonObject schema = FormSchema.of(row);
        write(file, PRETTY.toJson(schema) + "\n");
        assertThat(JsonParser.parseString(Files.readString(file))).isEqualTo(schema);
    }

    @Test
    void theAsyncApiDocumentSaysOfEveryCommandWhatItsRowSays() throws IOException {
        Path file = API.resolve("asyncapi.json");
        JsonObject document = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        String before = PRETTY.toJson(document);
        rows().forEach(row -> Channels.put(document, row));
        write(file, PRETTY.toJson(document) + "\n");
        assertThat(isWriting() ? PRETTY.toJson(document) : before)
                .isEqualTo(PRETTY.toJson(document));
    }

    @Test
    void theTableOfTheReadmeIsTheTableOfTheCode() throws IOException {
        List<String> lines = Files.readAllLines(README);
        int from = lines.indexOf(CommandPage.lines().getFirst());
        assertThat(from).as("the head of the table in the README").isNotNegative();
        int to = from;
        while (to < lines.size() && lines.get(to).startsWith("|")) {
            to++;
        }
        List<String> table = lines.subList(from, to);
        if (isWriting()) {
            table.clear();
            table.addAll(CommandPage.lines());
            write(README, String.join("\n", lines) + "\n");
        }
        assertThat(table).isEqualTo(CommandPage.lines());
    }

    private static boolean isWriting() {
        return Boolean.getBoolean("stanchion.write");
    }

    private static void write(Path file, String text) throws IOException {
        if (isWriting()) {
            Files.writeString(file, text, UTF_8);
        }
    }

    /// What the AsyncAPI document has about a command and its acknowledgement.
    private static final class Channels {
        static void put(JsonObject document, CommandRow row) {
            Topic topic = row.topic();
            Topic ack = Topic.named(topic.of("X") + "/ack", "X").orElseThrow();
            String name = name(topic);
            String ackName = name + "Ack";
            JsonObject channels = document.getAsJsonObject("channels");
            channels.add(name, channel(topic, row.purpose().effect()));
            channels.add(ackName, channel(ack, "answers " + topic.path()));
            JsonObject operations = document.getAsJsonObject("operations");
            JsonObject receive = operation("receive", name, topic);
            receive.add(
                    "reply",
                    json(
                            """
                            {"address":{"location":"$message.header#/responseTopic",
                            "description":"optional; the ack topic is answered in any case"},
                            "channel":{"$ref":"#/channels/%s"}}
                            """
                                    .formatted(ackName)));
            operations.add(name, receive);
            operations.add(ackName, operation("send", ackName, ack));
            message(document, topic);
            message(document, ack);
        }

        private static String name(Topic topic) {
            StringBuilder name = new StringBuilder("cmd");
            for (String word :
                    Pattern.compile("-")
                            .splitAsStream(topic.path().substring("cmd/".length()))
                            .toList()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
            return name.toString();
        }

        private static String message(Topic topic) {
            return topic.schemaFile().replace(".schema.json", "");
        }

        private static JsonObject channel(Topic topic, String description) {
            JsonObject channel = new JsonObject();
            channel.addProperty("address", topic.of("{deviceId}"));
            channel.addProperty("description", description);
            channel.add(
                    "parameters",
                    json(
                            "{\"deviceId\":{\"description\":\"common name of the charger's"
                                    + " certificate\"}}"));
            channel.add(
                    "messages",
                    json(
                            "{\"%1$s\":{\"$ref\":\"#/components/messages/%1$s\"}}"
                                    .formatted(message(topic))));
            return channel;
        }

        private static JsonObject operation(String action, String channel, Topic topic) {
            JsonObject operation = new JsonObject();
            operation.addProperty("action", action);
            operation.add("channel", json("{\"$ref\":\"#/channels/" + channel + "\"}"));
            JsonArray messages = new JsonArray();
            messages.add(
                    json(
                            "{\"$ref\":\"#/channels/%s/messages/%s\"}"
                                    .formatted(channel, message(topic))));
            operation.add("messages", messages);
            operation.add(
                    "bindings",
                    json("{\"mqtt\":{\"qos\":1,\"retain\":false,\"bindingVersion\":\"0.2.0\"}}"));
            return operation;
        }

        private static void message(JsonObject document, Topic topic) {
            document.getAsJsonObject("components")
                    .getAsJsonObject("messages")
                    .add(
                            message(topic),
                            json(
                                    "{\"name\":\"%1$s\",\"payload\":{\"$ref\":\"./%1$s.schema.json\"}}"
                                            .formatted(message(topic))));
        }

        private static JsonObject json(String text) {
            return JsonParser.parseString(text).getAsJsonObject();
        }
    }
}
